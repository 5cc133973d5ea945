package serlab.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PredictionTest {
    private final Prediction angry = new Prediction("angry", Map.of("angry", 0.6f, "calm", 0.4f), 1.5, List.of());

    @Test
    void anEmotionThatIsNotProbableEnoughIsNotSure() {
        assertSame(angry, angry.sureFrom(0.6));
        Prediction unsure = angry.sureFrom(0.61);
        assertEquals("not sure", unsure.emotion());
        assertEquals(angry.probabilities(), unsure.probabilities());
        assertEquals("not sure", unsure.sureFrom(0).emotion());
    }

    @Test
    void saysWhatItIsNotSureOf() {
        assertEquals("angry (60 %)", angry.inWords());
        assertEquals("not sure: angry is the most probable (60 %)", angry.sureFrom(0.61).inWords());
        Map<String, Float> three = Map.of("angry", 1f, "calm", 0f, "sad", 0f);
        assertEquals("not sure: angry or sad",
                new Prediction("not sure", three, 1, List.of(), List.of(), List.of("angry", "sad")).inWords());
        assertEquals("not sure: any emotion",
                new Prediction("not sure", three, 1, List.of(), List.of(), List.of("angry", "sad", "calm")).inWords());
        assertEquals("silence", Prediction.silence(1).inWords());
    }

    @Test
    void noAnswerIsCertain() {
        assertEquals("calm (>99 %)", new Prediction("calm", Map.of("calm", 0.9999f, "sad", 0.0001f), 1, List.of()).inWords());
        assertEquals("not sure: calm is the most probable (>99 %)", new Prediction("calm", Map.of("calm", 0.9999f, "sad", 0.0001f), 1,
                List.of()).sureFrom(1).inWords());
    }

    @Test
    void notesStayWithTheAnswerWhateverIsDoneToIt() {
        Prediction noted = angry.noting(List.of("a", "b")).noting(List.of("b", "c"));
        assertEquals(List.of("a", "b", "c"), noted.notes());
        assertEquals(noted.notes(), noted.sureFrom(0.9).notes());
        assertEquals(noted.notes(), Prediction.adjusted(List.of(noted), said -> said).get(0).notes());
    }
}
