package serlab.corpus.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.InvalidInputException;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.TestAudio;
import serlab.corpus.locate.CorpusLocator;

class ImagesSpecTest {
    @TempDir
    private Path root;

    @Test
    void readsLabelsFromFoldersAndSpeakersFromRavdessNames() throws IOException {
        TestAudio.files(root, "Sad/03-01-04-01-02-01-07.png", "happy/03-01-03-02-01-01-12.JPG", "happy/other.jpeg",
                "index.png", "happy/clip.wav");
        Corpus corpus = new ImagesSpec().open(root);
        assertEquals(List.of("happy", "sad"), corpus.labels());
        assertEquals(List.of("Sad/03-01-04-01-02-01-07.png", "happy/03-01-03-02-01-01-12.JPG", "happy/other.jpeg"),
                corpus.clips().stream().map(Clip::id).toList());
        assertEquals(List.of("07", "12", ""), corpus.clips().stream().map(Clip::speaker).toList());
        assertEquals("female", corpus.clips().get(1).fields().get("sex"));
        assertEquals(Map.of(), corpus.clips().get(2).fields());
        assertTrue(corpus.warnings().get(0).startsWith("1 image left out: outside"), corpus.warnings().toString());
    }

    @Test
    void labelsOfRavdessKeepItsOrder() throws IOException {
        TestAudio.files(root, "angry/1.png", "neutral/1.png", "calm/1.png");
        assertEquals(List.of("neutral", "calm", "angry"), new ImagesSpec().open(root).labels());
        TestAudio.files(root, "bored/1.png");
        assertEquals(List.of("angry", "bored", "calm", "neutral"), new ImagesSpec().open(root).labels());
    }

    @Test
    void isRecognizedWhereThereIsNoAudio() throws IOException {
        TestAudio.files(root, "angry/1.png", "calm/1.jpg");
        assertInstanceOf(ImagesSpec.class, CorpusLocator.detect(root));
        TestAudio.files(root, "angry/1.wav");
        assertInstanceOf(FolderSpec.class, CorpusLocator.detect(root));
    }

    @Test
    void rejectsAPlaceWithoutImages() throws IOException {
        Files.createDirectories(root.resolve("angry"));
        String message = assertThrows(InvalidInputException.class, () -> new ImagesSpec().open(root)).getMessage();
        assertContains(message, root.toString());
        assertContains(message, ".png");
        assertThrows(InvalidInputException.class, () -> new ImagesSpec().open(null));
    }
}
