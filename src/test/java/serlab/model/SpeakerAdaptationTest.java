package serlab.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import serlab.evaluation.Answer;

class SpeakerAdaptationTest {
    private static final int CLASSES = 4;

    /** Answers that lean to class 0 by 2 logits and take class 2 for class 3. */
    private static float[][] said(int[] truth, long seed) {
        SplittableRandom chance = new SplittableRandom(seed);
        float[][] said = new float[truth.length][CLASSES];
        for (int i = 0; i < truth.length; i++) {
            double[] weights = new double[CLASSES];
            int heard = truth[i] == 2 ? 3 : truth[i];
            for (int c = 0; c < CLASSES; c++) {
                double logit = (c == heard ? 2 : 0) + (c == 2 && truth[i] == 2 ? 1.5 : 0) + (c == 0 ? 2 : 0);
                weights[c] = Math.exp(logit + chance.nextDouble(-0.5, 0.5));
            }
            double sum = Arrays.stream(weights).sum();
            for (int c = 0; c < CLASSES; c++) {
                said[i][c] = (float) (weights[c] / sum);
            }
        }
        return said;
    }

    private static int[] truth(int clips) {
        int[] truth = new int[clips];
        Arrays.setAll(truth, i -> i % CLASSES);
        return truth;
    }

    private static double right(SpeakerAdaptation adaptation) {
        int[] truth = truth(80);
        float[][] said = said(truth, 2);
        int right = 0;
        for (int i = 0; i < truth.length; i++) {
            right += Answer.mostProbable(adaptation.apply(said[i])) == truth[i] ? 1 : 0;
        }
        return right / 80.0;
    }

    @Test
    void withoutLabelsWhatIsHeardInEverythingIsTakenOff() {
        SpeakerAdaptation none = new SpeakerAdaptation(new double[][] {{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}},
                new double[CLASSES]);
        SpeakerAdaptation unlabeled = SpeakerAdaptation.unlabeled(said(truth(16), 1));
        assertTrue(unlabeled.bias()[0] > 1, Arrays.toString(unlabeled.bias()));
        assertTrue(right(unlabeled) > right(none) + 0.05, right(none) + " to " + right(unlabeled));
    }

    @Test
    void withLabelsConfusedClassesArePulledApart() {
        int[] truth = truth(16);
        SpeakerAdaptation labeled = SpeakerAdaptation.labeled(said(truth, 1), truth);
        assertTrue(right(labeled) > 0.95, String.valueOf(right(labeled)));
        assertArrayEquals(labeled.bias(), SpeakerAdaptation.labeled(said(truth, 1), truth).bias());
    }

    @Test
    void nothingToLearnChangesNextToNothing() {
        float[] sure = {0.7f, 0.1f, 0.1f, 0.1f};
        SpeakerAdaptation even = SpeakerAdaptation.unlabeled(new float[][] {{0.25f, 0.25f, 0.25f, 0.25f}});
        assertArrayEquals(sure, even.apply(sure), 1e-6f);
        assertEquals(1, Arrays.stream(new double[] {sure[0], sure[1], sure[2], sure[3]}).sum(), 1e-6);
    }

    @Test
    void weightsFitTheBias() {
        assertThrows(IllegalArgumentException.class, () -> new SpeakerAdaptation(new double[][] {{1, 0}}, new double[1]));
    }
}
