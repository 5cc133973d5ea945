package serlab.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class SpeakerBiasTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void agreesWithARidgeRegressionOfScikitLearn() throws Exception {
        JsonNode golden = JSON.readTree(SpeakerBiasTest.class.getResourceAsStream("/golden/speaker-bias.json"));
        for (JsonNode one : golden.get("cases")) {
            float[][] said = JSON.treeToValue(one.get("probabilities"), float[][].class);
            float[][] expected = JSON.treeToValue(one.get("unbiased"), float[][].class);
            SpeakerBias bias = SpeakerBias.of(said);
            assertArrayEquals(JSON.treeToValue(one.get("bias"), double[].class), bias.logits(), 1e-9);
            float[][] actual = bias.removedFrom(said);
            for (int i = 0; i < expected.length; i++) {
                assertArrayEquals(expected[i], actual[i], 1e-6f);
            }
        }
        assertEquals(3, golden.get("cases").size());
    }

    @Test
    void aModelThatHearsOneEmotionInEverythingIsHeardWithoutIt() {
        float[][] said = {{0.9f, 0.1f}, {0.9f, 0.1f}, {0.9f, 0.1f}, {0.6f, 0.4f}, {0.6f, 0.4f}, {0.6f, 0.4f}};
        SpeakerBias bias = SpeakerBias.of(said);
        assertTrue(bias.logits()[0] > 0);
        assertEquals(-bias.logits()[0], bias.logits()[1], 1e-12);
        float[][] unbiased = bias.removedFrom(said);
        assertTrue(unbiased[0][0] > 0.5 && unbiased[5][0] < 0.5);
        assertEquals(0.9f, said[0][0]);
    }

    @Test
    void fewRecordingsTellLittle() {
        float[] clip = {0.8f, 0.2f};
        double one = SpeakerBias.of(new float[][] {clip}).logits()[0];
        double four = SpeakerBias.of(new float[][] {clip, clip, clip, clip}).logits()[0];
        assertEquals(1.5 * Math.tanh(Math.log(4) / 2 / 5 / 1.5), one, 1e-6);
        assertEquals(1.5 * Math.tanh(Math.log(4) / 2 / 2 / 1.5), four, 1e-6);
        assertTrue(SpeakerBias.of(new float[][] {clip}).removedFrom(new float[][] {clip})[0][0] > 0.5);
    }

    @Test
    void whatIsSaidInOneEmotionOnlyIsTakenForBiasInPart() {
        float[] angry = {0.99f, 0.005f, 0.005f};
        float[][] said = Collections.nCopies(60, angry).toArray(float[][]::new);
        SpeakerBias bias = SpeakerBias.of(said);
        assertTrue(bias.logits()[0] > 1.4 && bias.logits()[0] < 1.5 && bias.logits()[1] > -1.5, bias.toString());
        assertTrue(bias.removedFrom(said)[0][0] > 0.8);
    }

    @Test
    void answersWithoutAnyDoubtStaySo() {
        float[][] said = {{1, 0, 0}, {0, 1, 0}};
        assertArrayEquals(said[0], SpeakerBias.of(said).removedFrom(said)[0]);
    }
}
