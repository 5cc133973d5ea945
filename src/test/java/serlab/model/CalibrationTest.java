package serlab.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import serlab.InvalidInputException;
import serlab.model.Calibration.Kind;

class CalibrationTest {
    private static final int CLIPS = 40;

    /** Scores of speakers whose clips are alike among themselves: each speaker has a shift of their own. */
    private static Calibration drawn(int people, double apart, SplittableRandom chance) {
        int[] speakers = new int[people * CLIPS];
        float[] scores = new float[speakers.length];
        for (int k = 0; k < people; k++) {
            double shift = apart * chance.nextDouble();
            for (int i = 0; i < CLIPS; i++) {
                speakers[k * CLIPS + i] = k;
                scores[k * CLIPS + i] = (float) (shift + (1 - apart) * chance.nextDouble());
            }
        }
        return new Calibration(speakers, new int[scores.length], scores);
    }

    /** Mean over draws of the share of a further speaker's clips that the threshold covers. */
    private static double covered(double coverage, Kind kind, int people, double apart) {
        SplittableRandom chance = new SplittableRandom(7);
        double covered = 0;
        int draws = 400;
        for (int draw = 0; draw < draws; draw++) {
            double threshold = drawn(people, apart, chance).sets(coverage, kind, false, 1).thresholds()[0];
            float[] other = drawn(1, apart, chance).scores();
            int below = 0;
            for (float score : other) {
                below += score <= threshold ? 1 : 0;
            }
            covered += below / (double) CLIPS / draws;
        }
        return covered;
    }

    @Test
    void newSpeakersAreCoveredAsPromisedHoweverMuchSpeakersDiffer() {
        for (double apart : new double[] {0, 0.3, 0.7}) {
            double error = apart > 0.5 ? 0.045 : 0.02;
            assertEquals(0.9, covered(0.9, Kind.EXPECTED, 19, apart), error, "apart " + apart);
            assertEquals(0.7, covered(0.7, Kind.EXPECTED, 19, apart), error, "apart " + apart);
            double guaranteed = covered(0.9, Kind.GUARANTEED, 19, apart);
            assertTrue(guaranteed > 0.885 && guaranteed < 0.97, "apart " + apart + ": " + guaranteed);
        }
    }

    @Test
    void theGuaranteeCountsTheNewSpeakerAsOneThatIsNeverCovered() {
        // three speakers, one clip each: of the four with the new one, two thirds of three quarters are a half
        Calibration three = new Calibration(new int[] {0, 1, 2}, new int[3], new float[] {0.1f, 0.2f, 0.3f});
        assertEquals(0.2, three.sets(0.5, Kind.GUARANTEED, false, 1).thresholds()[0], 1e-6);
        assertEquals(0.3, three.sets(0.75, Kind.GUARANTEED, false, 1).thresholds()[0], 1e-6);
        assertEquals(Double.POSITIVE_INFINITY, three.sets(0.76, Kind.GUARANTEED, false, 1).thresholds()[0]);
    }

    @Test
    void aSpeakerWithManyClipsCountsAsMuchAsOneWithFew() {
        // 0 has one clip, at 0.9; 1 to 9 have ten, at 0.1: a tenth of the speakers, a hundredth of the clips
        int[] speakers = new int[91];
        float[] scores = new float[91];
        Arrays.fill(scores, 0.1f);
        scores[0] = 0.9f;
        for (int i = 1; i < 91; i++) {
            speakers[i] = 1 + (i - 1) / 10;
        }
        Calibration held = new Calibration(speakers, new int[91], scores);
        assertEquals(10, held.people());
        assertEquals(0.9, held.sets(0.95, Kind.EXPECTED, false, 1).thresholds()[0], 1e-6);
        assertEquals(0.1, held.sets(0.85, Kind.EXPECTED, false, 1).thresholds()[0], 1e-6);
    }

    @Test
    void eachClassMayHaveALimitOfItsOwn() {
        Calibration held = new Calibration(new int[] {0, 0, 1, 1, 2, 2}, new int[] {0, 1, 0, 1, 0, 1},
                new float[] {0.1f, 0.8f, 0.1f, 0.8f, 0.1f, 0.8f});
        assertArrayEquals(new double[] {0.1, 0.8}, held.sets(0.9, Kind.EXPECTED, true, 2).thresholds(), 1e-6);
        assertArrayEquals(new double[] {0.8, 0.8}, held.sets(0.9, Kind.EXPECTED, false, 2).thresholds(), 1e-6);
        // nobody has shown the third class: it is always possible
        assertEquals(Double.POSITIVE_INFINITY, held.sets(0.9, Kind.EXPECTED, true, 3).thresholds()[2]);
    }

    @Test
    void aSetHoldsWhatIsProbableEnoughAndTheMostProbableAlways() {
        PredictionSets sets = new PredictionSets(0.9, new double[] {0.7, 0.7, 0.7});
        assertEquals(List.of(0, 1), sets.of(new float[] {0.5f, 0.4f, 0.1f}));
        assertEquals(List.of(2), new PredictionSets(0.9, new double[] {0.1, 0.1, 0.1}).of(new float[] {0.3f, 0.3f, 0.4f}));
    }

    @Test
    void whatIsNoCoverageIsRefused() {
        for (double coverage : new double[] {0, 1, 1.5, Double.NaN}) {
            assertThrows(InvalidInputException.class, () -> new Promise(coverage, Kind.EXPECTED, false), "" + coverage);
        }
    }
}
