package serlab.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import serlab.evaluation.Answer;
import serlab.evaluation.ClassificationReport;
import serlab.evaluation.Interval;
import serlab.training.LearningCurve;

class VariantResultTest {
    private static final List<String> LABELS = List.of("calm", "happy");

    /** Right clips of each class, of 10, per fold and seed. */
    private static VariantResult of(int[][] right) {
        List<TrainingResult> trainings = new ArrayList<>();
        for (int fold = 0; fold < right.length; fold++) {
            for (int seed = 0; seed < right[fold].length; seed++) {
                long own = right[fold][seed];
                trainings.add(new TrainingResult(new TrainingKey("a", fold, seed + 1), LABELS,
                        new LearningCurve(List.of(), 0, ""), answers(own), new Validation(0.5, 1, List.of()), 1, 60,
                        Optional.empty()));
            }
        }
        return new VariantResult(null, "", trainings);
    }

    private static List<Answer> answers(long right) {
        List<Answer> all = new ArrayList<>();
        for (int clip = 0; clip < 20; clip++) {
            int truth = clip % 2;
            all.add(new Answer("clip " + clip, "", truth, clip / 2 < right ? truth : 1 - truth, new float[] {0.5f, 0.5f}));
        }
        return all;
    }

    @Test
    void seedsSteadyTheMeanAndAreNoFurtherFolds() {
        VariantResult three = of(new int[][] {{5, 6, 7}, {8, 8, 8}, {9, 10, 8}});
        assertArrayEquals(new double[] {0.6, 0.8, 0.9}, three.scores().spread(ClassificationReport::uar), 1e-12);
        assertEquals(3, three.uar().n());
        assertEquals(0.766667, three.uar().mean(), 1e-6);
        Interval interval = three.uar().interval().orElseThrow();
        Interval alone = of(new int[][] {{6}, {8}, {9}}).uar().interval().orElseThrow();
        assertEquals(alone.lower(), interval.lower(), 1e-12);
        assertEquals(alone.upper(), interval.upper(), 1e-12);
        assertEquals("over folds, each the mean of its seeds", three.spreadInWords());
        assertEquals(9, three.scores().values(ClassificationReport::uar).length);
    }

    @Test
    void aSingleFoldVariesOverItsSeeds() {
        VariantResult one = of(new int[][] {{5, 6, 7}});
        assertArrayEquals(new double[] {0.5, 0.6, 0.7}, one.scores().spread(ClassificationReport::uar), 1e-12);
        assertEquals("over seeds", one.spreadInWords());
        assertTrue(of(new int[][] {{5}}).uar().interval().isEmpty());
        assertEquals("over folds", of(new int[][] {{5}, {6}}).spreadInWords());
    }
}
