package serlab.corpus.locate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import serlab.InvalidInputException;
import serlab.audio.Waveform;
import serlab.audio.file.WavEncoder;
import serlab.corpus.TestAudio;
import serlab.corpus.folder.FolderSpec;
import serlab.corpus.ravdess.RavdessSpec;
import serlab.corpus.table.ManifestSpec;

class CorpusLocatorTest {
    private static final String CLIP = "03-01-05-02-01-02-12.wav";

    @TempDir
    private Path root;

    private CorpusLocator locator(String environment) {
        return new CorpusLocator(root.resolve("project"), Optional.ofNullable(environment));
    }

    @Test
    void searchesInOrder() throws IOException {
        assertEquals(Optional.empty(), locator(null).locate(Optional.empty()));
        TestAudio.files(root, "shared/data/ravdess/" + CLIP);
        Files.createDirectories(root.resolve("project/data/ravdess"));
        assertEquals(Optional.empty(), locator(" ").locate(Optional.empty()));
        TestAudio.files(root, "project/data/ravdess/" + CLIP, "env/happy/1.wav", "data/sad/1.wav");
        assertEquals(Optional.of(root.resolve("project/data/ravdess")), locator(null).locate(Optional.empty()));
        CorpusLocator withEnvironment = locator(root.resolve("env").toString());
        assertEquals(List.of("happy"), withEnvironment.find("auto", Optional.empty()).labels());
        assertEquals(List.of("sad"), withEnvironment.find("auto", Optional.of(root.resolve("data"))).labels());
    }

    @Test
    void makesSyntheticVoicesOnlyWhereNothingWasAskedFor() {
        assertTrue(locator(null).find("auto", Optional.empty()).synthetic());
        assertContains(message(() -> locator(null).find("ravdess", Optional.empty())), "no RAVDESS found");
        assertTrue(message(() -> locator(null).find("auto", Optional.of(root.resolve("absent"))))
                .startsWith("--data names '"));
        assertTrue(message(() -> locator(root.resolve("absent").toString()).find("auto", Optional.empty()))
                .startsWith("SER_DATA names '"));
        assertContains(message(() -> locator(null).find("auto", Optional.of(root))), "holds no audio");
        assertContains(message(() -> locator(null).find("ravdes", Optional.empty())), "did you mean 'ravdess'?");
    }

    @Test
    void detectsWhatAPlaceHolds() throws IOException {
        TestAudio.files(root, "speech/a/b/" + CLIP, "song/03-02-05-02-01-02-12.wav", "classes/sad/1.wav");
        assertEquals(RavdessSpec.speech(), CorpusLocator.detect(root.resolve("speech")));
        assertEquals(new RavdessSpec(List.of("song")), CorpusLocator.detect(root.resolve("song")));
        assertInstanceOf(FolderSpec.class, CorpusLocator.detect(root.resolve("classes")));
        assertInstanceOf(ManifestSpec.class, CorpusLocator.detect(TestAudio.text(root.resolve("m.CSV"), "file,label")));
        Path text = TestAudio.text(root.resolve("m.txt"), "x");
        assertContains(message(() -> CorpusLocator.detect(text)), "m.txt' is no corpus");
    }

    @Test
    void cutRecordingsAreCountedInOneLine() throws IOException {
        byte[] whole = WavEncoder.encode16(new Waveform(new float[8000], 8000));
        TestAudio.files(root, "data/sad/1.wav");
        Files.write(root.resolve("data/sad/2.wav"), Arrays.copyOf(whole, whole.length - 4000));
        Files.write(root.resolve("data/sad/3.wav"), Arrays.copyOf(whole, whole.length / 2));
        assertEquals("2 recordings damaged at the end, read as far as whole; the first: " + root.resolve("data/sad/2.wav")
                + ": the file is cut off: 0.25 s of 1.00 s are missing at the end",
                locator(null).find("folder", Optional.of(root.resolve("data"))).warnings().get(0));
    }

    private static String message(Executable call) {
        return assertThrows(InvalidInputException.class, call).getMessage();
    }
}
