package serlab.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static serlab.ContentAssertions.assertContains;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.InvalidInputException;
import serlab.corpus.MediaKind;
import serlab.corpus.folder.FolderFiles;
import serlab.feature.FeatureSpec;

class ClipFilesTest {
    @TempDir
    Path folder;

    private Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "not looked into");
    }

    private static List<Path> below(Path place, String features) {
        return ClipFiles.below(List.of(place), of(features), found -> { });
    }

    private static MediaKind of(String features) {
        return ClipFiles.of(FeatureSpec.of(Map.of("type", features)));
    }

    private static String refused(Runnable asked) {
        return assertThrows(InvalidInputException.class, asked::run).getMessage();
    }

    @Test
    void aFolderStandsForTheFilesThatTheModelTakes() throws IOException {
        List<Path> recordings = List.of(file("a.WAV"), file("b/c.flac"));
        List<Path> images = List.of(file("b/d.png"), file("e.JPG"));
        file("index.csv");
        assertEquals(recordings, below(folder, "mfcc"));
        assertEquals(images, below(folder, "image"));
        assertEquals(List.of(images.get(0)), below(images.get(0), "mfcc"));
    }

    @Test
    void whatIsNotThereOrOfAnotherKindIsNamed() throws IOException {
        file("b/d.png");
        assertContains(refused(() -> below(folder, "mfcc")), "holds no recordings; expected .wav");
        String missing = folder.resolve("none.wav").toString();
        assertContains(refused(() -> ClipFiles.requirePresent(Path.of(missing))), missing);
        assertContains(refused(() -> ClipFiles.of(FeatureSpec.of(Map.of("type", "table", "bands", 22, "frames",
                108)))), "22 x 108 numbers to /invocations");
    }

    @Test
    void whatMacsAndPhonesLeaveInAFolderIsCountedAndNeverAnswered() throws IOException {
        List<Path> recordings = List.of(file("a.wav"), file("b/c.wav"));
        file("._a.wav");
        file(".DS_Store");
        file("b/d.ape");
        file("list.txt");
        List<FolderFiles> told = new ArrayList<>();
        assertEquals(recordings, ClipFiles.below(List.of(folder), MediaKind.AUDIO, told::add));
        assertEquals(List.of("1 file of other kinds not read: 1 .txt", "2 hidden files (such as ._a.wav) passed over"),
                told.get(0).notes().stream().map(note -> note.replace(".DS_Store", "._a.wav")).toList());
        assertEquals(List.of("1 recording not read: 1 .ape; convert it with: ffmpeg -i " + folder + "/b/d.ape " + folder
                + "/b/d.wav"), told.get(0).faults());
    }

    @Test
    void aNameThatLeadsNowhereIsAnsweredWithTheNearest() throws IOException {
        file("happy-01.wav");
        String message = refused(() -> ClipFiles.requirePresent(folder.resolve("hapy-01.wav")));
        assertContains(message, "did you mean '" + folder.resolve("happy-01.wav") + "'?");
    }

    @Test
    void filesOfAFolderStandTogether() {
        List<Path> files = List.of(Path.of("b/1.wav"), Path.of("a/1.wav"), Path.of("b/2.wav"), Path.of("b/../a/2.wav"));
        assertEquals(List.of(List.of(files.get(0), files.get(2)), List.of(files.get(1), files.get(3))),
                ClipFiles.byFolder(files));
    }
}
