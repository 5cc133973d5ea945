package serlab.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpeakerFoldersTest {
    private final Prediction angry = new Prediction("angry", Map.of("angry", 0.6f, "calm", 0.4f), 1.5, List.of());

    @Test
    void recordingsOfAFolderStandTogether() {
        List<Path> files = List.of(Path.of("b/1.wav"), Path.of("a/1.wav"), Path.of("b/2.wav"), Path.of("b/../a/2.wav"));
        assertEquals(List.of(List.of(files.get(0), files.get(2)), List.of(files.get(1), files.get(3))),
                ClipFiles.byFolder(files));
    }

    @Test
    void anEmotionThatIsNotProbableEnoughIsNotSure() {
        assertSame(angry, angry.sureFrom(0.6));
        Prediction unsure = angry.sureFrom(0.61);
        assertEquals("not sure", unsure.emotion());
        assertEquals(angry.probabilities(), unsure.probabilities());
        assertEquals("not sure", unsure.sureFrom(0).emotion());
    }
}
