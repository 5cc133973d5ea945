package serlab.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import serlab.InvalidInputException;

class FolderSpecTest {
    @TempDir
    private Path root;

    @ParameterizedTest
    @ValueSource(strings = {"", "wrapped/"})
    void takesLabelsFromFolders(String wrapper) throws IOException {
        TestAudio.files(root, wrapper + "Sad/1.wav", wrapper + "Sad/deep/2.ogg", wrapper + "Angry/1.mp3",
                wrapper + "Angry/2.aif");
        TestAudio.text(root.resolve(wrapper + "Sad/readme.txt"), "no audio");
        Corpus corpus = new FolderSpec().open(root);
        assertEquals(List.of("angry", "sad"), corpus.labels());
        assertEquals(List.of("angry", "angry", "sad", "sad"), corpus.clips().stream().map(Clip::label).toList());
        assertEquals(wrapper + "Angry/1.mp3", corpus.clips().get(0).id());
        assertEquals(List.of(), corpus.speakers());
        assertEquals(1, corpus.warnings().size());
        assertTrue(corpus.warnings().get(0).startsWith("4 of 4 clips name no speaker; only random splits"));
    }

    @Test
    void warnsOfLooseFilesAndLonelyLabels() throws IOException {
        TestAudio.files(root, "sad/1.wav", "sad/2.wav", "happy/1.wav", "loose.wav");
        List<String> warnings = new FolderSpec().open(root).warnings();
        assertTrue(warnings.get(0).startsWith("1 audio files lie outside the class folders"), warnings.toString());
        assertTrue(warnings.contains("label 'happy' has one clip; no split can train and test on it"));
        assertEquals(3, warnings.size());
    }

    @Test
    void readsAZip() throws IOException {
        Path zip = TestAudio.zip(root.resolve("d.zip"), Map.of("d/joy/1.wav", TestAudio.wav("1"), "d/fear/1.wav",
                TestAudio.wav("2")));
        assertEquals(List.of("fear", "joy"), new FolderSpec().open(zip).labels());
    }

    @Test
    void rejectsAFolderWithoutClassFolders() throws IOException {
        Files.createDirectories(root.resolve("happy"));
        TestAudio.files(root, "a.wav");
        assertTrue(assertThrows(InvalidInputException.class, () -> new FolderSpec().open(root)).getMessage()
                .contains("holds no audio in class folders"));
        assertThrows(InvalidInputException.class, () -> new FolderSpec().open(null));
    }
}
