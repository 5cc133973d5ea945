package serlab.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.learning.config.Sgd;
import serlab.InvalidInputException;
import serlab.audio.Waveform;
import serlab.feature.FeatureSpec;
import serlab.feature.Scaler;
import serlab.model.BuildSettings;
import serlab.model.LogOpinionPool;
import serlab.model.ModelBundle;
import serlab.model.ModelSpec;

class PredictorTest {
    private static final int RATE = 22_050;
    private static final ModelBundle STARTER = StarterModel.load();
    private static final Predictor PREDICTOR = new Predictor(STARTER);
    private static final int WINDOW = 127 * 512;

    private static Waveform sound(int samples) {
        float[] values = new float[samples];
        for (int i = 0; i < samples; i++) {
            double t = i / (double) RATE;
            values[i] = (float) (0.4 * Math.sin(2 * Math.PI * (150 + 30 * t) * t) * (1 + 0.5 * Math.sin(9 * t)));
        }
        return new Waveform(values, RATE);
    }

    @Test
    void aClipThatFitsIsScoredAsInTraining() {
        Waveform clip = sound(WINDOW + 511);
        Prediction prediction = PREDICTOR.predict(clip, "clip");
        assertArrayEquals(STARTER.probabilities(clip), prediction.values());
        assertEquals(1, prediction.timeline().size());
        assertArrayEquals(prediction.values(), PREDICTOR.predict(STARTER.features().extract(clip)).values());
    }

    @Test
    void aLongClipIsTheMeanOfOverlappingWindowsTheLastAtItsEnd() {
        Waveform clip = sound(2 * WINDOW + 1000);
        Prediction prediction = PREDICTOR.predict(clip, "clip");
        int[] starts = {0, WINDOW / 2, WINDOW, WINDOW + 1000};
        double[] sums = new double[8];
        for (int start : starts) {
            float[] own = STARTER.probabilities(new Waveform(
                    Arrays.copyOfRange(clip.samples(), start, start + WINDOW), RATE));
            for (int i = 0; i < sums.length; i++) {
                sums[i] += own[i];
            }
        }
        List<Segment> timeline = prediction.timeline();
        assertEquals(starts.length, timeline.size());
        float[] mean = prediction.values();
        for (int i = 0; i < mean.length; i++) {
            assertEquals((float) (sums[i] / starts.length), mean[i]);
        }
        assertEquals(0, timeline.get(0).startSeconds());
        assertEquals((2 * WINDOW + 1000) / (double) RATE, timeline.get(3).endSeconds());
        assertEquals(starts[2] / (double) RATE, timeline.get(2).startSeconds());
    }

    @Test
    void silentEndsDoNotMakeAClipLong() {
        float[] padded = new float[6 * WINDOW];
        System.arraycopy(sound(WINDOW / 2).samples(), 0, padded, 2 * WINDOW, WINDOW / 2);
        assertEquals(1, PREDICTOR.predict(new Waveform(padded, RATE), "clip").timeline().size());
    }

    @Test
    void silentWindowsArePassedOver() {
        float[] twice = new float[12 * WINDOW];
        System.arraycopy(sound(WINDOW).samples(), 0, twice, 0, WINDOW);
        System.arraycopy(sound(WINDOW).samples(), 0, twice, 11 * WINDOW, WINDOW);
        List<Segment> timeline = PREDICTOR.predict(new Waveform(twice, RATE), "clip").timeline();
        assertEquals(4, timeline.size(), timeline.toString());
    }

    @Test
    void anotherShapeOrNoNumberIsRefused() {
        String shape = assertThrows(InvalidInputException.class, () -> PREDICTOR.predict(new float[40][127])).getMessage();
        assertTrue(shape.contains("40 rows of 127") && shape.contains("40 rows of 128"), shape);
        float[][] feature = new float[40][128];
        feature[3][5] = Float.NaN;
        assertThrows(InvalidInputException.class, () -> PREDICTOR.predict(feature));
    }

    @Test
    void theStarterModelSaysThatItIsSynthetic() {
        assertTrue(STARTER.card().orElseThrow().synthetic());
        assertEquals(8, STARTER.labels().size());
    }

    @Test
    void membersOfAnEnsembleEachHearTheirOwnLength() {
        FeatureSpec features = FeatureSpec.of(Map.of("type", "mfcc", "coefficients", 13, "frames", 60));
        ModelBundle brief = ModelBundle.untrained("brief", ModelSpec.of(Map.of("type", "mfcc-cnn", "filters", List.of(4, 8))),
                features, new Scaler(Scaler.Kind.GLOBAL, new float[] {-10}, new float[] {40}), STARTER.labels(),
                BuildSettings.fast(1, new Sgd(0.1), 0));
        ModelBundle pair = ModelBundle.ensemble("pair", List.of(STARTER, brief)).withTemperature(2);
        Waveform clip = sound(WINDOW);
        List<float[]> each = List.of(new Predictor(STARTER.withTemperature(1)).predict(clip, "clip").values(),
                new Predictor(brief).predict(clip, "clip").values());
        Prediction said = new Predictor(pair).predict(clip, "clip");
        assertArrayEquals(LogOpinionPool.of(each, 2), said.values());
        assertTrue(new Predictor(brief).predict(clip, "clip").timeline().size() > 1);
        assertEquals(1, said.timeline().size());

        ModelBundle alike = ModelBundle.ensemble("alike", List.of(STARTER, STARTER));
        assertArrayEquals(alike.probabilities(clip), new Predictor(alike).predict(clip, "clip").values());
    }
}
