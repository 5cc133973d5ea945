package serlab.model.head;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import org.junit.jupiter.api.Test;
import serlab.InvalidInputException;

class HeadLearnerTest {
    /** Four clouds, of which opposite ones are of one class: no line divides them. */
    private static Rows crossed(int count, long seed) {
        Random random = new Random(seed);
        float[][] values = new float[count][3];
        int[] labels = new int[count];
        int[] speakers = new int[count];
        for (int i = 0; i < count; i++) {
            int side = i % 4;
            values[i][0] = (float) (random.nextGaussian() * 0.3 + (side % 2 == 0 ? 1 : -1));
            values[i][1] = (float) (random.nextGaussian() * 0.3 + (side < 2 ? 1 : -1));
            values[i][2] = (float) random.nextGaussian();
            labels[i] = side == 0 || side == 3 ? 0 : 1;
            speakers[i] = i / 4 % 6;
        }
        return new Rows(values, labels, 2, speakers);
    }

    private static double accuracy(Head head, Rows rows) {
        return IntStream.range(0, rows.size()).filter(i -> CrossValidation.highest(head.scores(rows.values()[i]))
                == rows.labels()[i]).count() / (double) rows.size();
    }

    @Test
    void treesAndGaussianKernelsFindWhatNoLineDivides() {
        Rows known = crossed(120, 1);
        Rows unseen = crossed(80, 2);
        assertTrue(accuracy(LinearLearner.logistic(known, List.of(1.0)).learn(0), unseen) < 0.75, "linear");
        for (HeadLearner learner : List.of(new KernelRidge(known, false, List.of(1.0), List.of(0.1)),
                new SupportVectors(known, List.of(1.0), List.of(1.0)), TreesLearner.forest(known, 50, 6, 1),
                TreesLearner.boosted(known, List.of(30), 3, 0.3, 1, 1, 1))) {
            assertTrue(accuracy(learner.learn(0), unseen) > 0.9, learner.choices() + ": " + accuracy(learner.learn(0), unseen));
        }
    }

    @Test
    void treesAreTheSameForASeedAndOthersForAnother() {
        Rows rows = crossed(80, 3);
        TreesHead first = (TreesHead) TreesLearner.forest(rows, 20, 5, 7).learn(0);
        TreesHead again = (TreesHead) TreesLearner.forest(rows, 20, 5, 7).learn(0);
        TreesHead other = (TreesHead) TreesLearner.forest(rows, 20, 5, 8).learn(0);
        assertArrayEquals(first.values(), again.values());
        assertArrayEquals(first.asked(), again.asked());
        assertFalse(Arrays.equals(first.values(), other.values()));
        assertEquals(40, first.roots().length);
    }

    @Test
    void treesSayWhatXgboostSays() throws Exception {
        Rows rows = crossed(60, 4);
        Matrix.prepare();
        float[] flat = new float[rows.size() * rows.numbers()];
        float[] labels = new float[rows.size()];
        for (int i = 0; i < rows.size(); i++) {
            System.arraycopy(rows.values()[i], 0, flat, i * rows.numbers(), rows.numbers());
            labels[i] = rows.labels()[i];
        }
        DMatrix data = new DMatrix(flat, rows.size(), rows.numbers(), Float.NaN);
        data.setLabel(labels);
        Map<String, Object> settings = new HashMap<>(Map.of("objective", "multi:softprob", "num_class", 2, "max_depth", 4,
                "nthread", 1, "base_score", "0.5"));
        Booster booster = XGBoost.train(data, settings, 12, Map.of(), null, null);
        TreesHead head = TreesReader.read(booster.toByteArray("json"), 2);
        float[][] expected = booster.predict(data, true);
        for (int i = 0; i < rows.size(); i++) {
            double[] scores = head.scores(rows.values()[i]);
            assertEquals(expected[i][0] - expected[i][1], scores[0] - scores[1], 1e-5, "row " + i);
        }
        booster.dispose();
        data.dispose();
    }

    @Test
    void fewerRoundsAreTheFirstOfMore() {
        Rows rows = crossed(60, 5);
        int[] training = IntStream.range(0, 40).toArray();
        int[] heldOut = IntStream.range(40, 60).toArray();
        double[][][] several = TreesLearner.boosted(rows, List.of(20, 5), 3, 0.3, 0.8, 1, 2).heldOut(training, heldOut);
        double[][][] one = TreesLearner.boosted(rows, List.of(5), 3, 0.3, 0.8, 1, 2).heldOut(training, heldOut);
        assertEquals(2, several.length);
        assertArrayEquals(one[0], several[0]);
    }

    @Test
    void aTableWithMoreNumbersThanRowsIsLearnedAsItsProductsAre() {
        Random random = new Random(6);
        float[][] wide = new float[20][200];
        int[] labels = new int[20];
        for (int i = 0; i < 20; i++) {
            labels[i] = i % 2;
            for (int j = 0; j < 200; j++) {
                wide[i][j] = (float) (random.nextGaussian() + (i % 2 == 0 ? 0.2 : -0.2));
            }
        }
        wide[3] = wide[1].clone();
        Rows rows = new Rows(wide, labels, 2, labels.clone());
        float[][] repeated = new float[300][];
        int[] repeatedLabels = new int[300];
        for (int i = 0; i < 300; i++) {
            repeated[i] = wide[i % 20];
            repeatedLabels[i] = labels[i % 20];
        }
        LinearHead products = (LinearHead) LinearLearner.logistic(rows, List.of(0.15)).learn(0);
        LinearHead numbers = (LinearHead) LinearLearner.logistic(new Rows(repeated, repeatedLabels, 2, repeatedLabels),
                List.of(0.01)).learn(0);
        assertArrayEquals(numbers.weights(), products.weights(), 1e-5f, "15 times the rows with a 15th of C");
    }

    @Test
    void ofTwoKernelsTheOneThatFindsMoreIsChosen() {
        Rows rows = crossed(80, 9);
        KernelRidge both = new KernelRidge(rows, true, List.of(1.0), List.of(0.1, 1.0));
        assertEquals(List.of("linear, lambda 1.0", "rbf, lambda 1.0, gamma 1.0", "linear, lambda 0.1",
                "rbf, lambda 0.1, gamma 1.0"), both.choices());
        CrossValidation chosen = CrossValidation.of(both, rows, 4);
        assertTrue(both.choices().get(chosen.setting()).startsWith("rbf"), both.choices().get(chosen.setting()));
        assertTrue(both.learn(chosen.setting()) instanceof KernelHead);
        assertTrue(both.learn(0) instanceof LinearHead);
    }

    @Test
    void rowsCountAsTheirWeightsSay() {
        Rows rows = crossed(24, 7);
        float[][] twice = Arrays.copyOf(rows.values(), 36);
        int[] labels = Arrays.copyOf(rows.labels(), 36);
        System.arraycopy(rows.values(), 0, twice, 24, 12);
        System.arraycopy(rows.labels(), 0, labels, 24, 12);
        double[] weights = new double[24];
        Arrays.fill(weights, 0, 12, 2);
        Arrays.fill(weights, 12, 24, 1);
        Rows weighted = new Rows(rows.values(), rows.labels(), 2, weights, rows.groups(), 24);
        Rows doubled = new Rows(twice, labels, 2, labels);
        LinearHead one = (LinearHead) new KernelRidge(weighted, true, List.of(), List.of(0.5)).learn(0);
        LinearHead other = (LinearHead) new KernelRidge(doubled, true, List.of(), List.of(0.5)).learn(0);
        assertArrayEquals(other.weights(), one.weights(), 1e-5f);
    }

    @Test
    void aFactorOfManyBlocksGivesTheMatrixBack() {
        Random random = new Random(8);
        double[] values = random.doubles(150 * 170).toArray();
        try (Matrix rows = Matrix.of(values, 150, 170);
             Matrix products = rows.gram();
             Matrix factor = rows.gram().cholesky();
             Matrix right = Matrix.of(random.doubles(150 * 2).toArray(), 150, 2);
             Matrix solution = Matrix.of(right.values(), 150, 2)) {
            factor.solveInto(solution, false);
            factor.solveInto(solution, true);
            try (Matrix back = products.times(solution, false)) {
                assertArrayEquals(right.values(), back.values(), 1e-8);
            }
        }
    }

    @Test
    void whatIsNotPositiveDefiniteIsRefused() {
        try (Matrix matrix = Matrix.of(new double[] {1, 2, 2, 1}, 2, 2)) {
            assertThrows(ArithmeticException.class, matrix::cholesky);
        }
    }

    @Test
    void moreRowsThanMemoryHasRoomForAreRefusedInOneLine() {
        String message = assertThrows(InvalidInputException.class, () -> Gram.requireRoom(5_000_000, "rbf-svm")).getMessage();
        assertTrue(message.startsWith("model rbf-svm compares every training clip with every other: 5000000 clips take"), message);
        assertEquals(1, message.lines().count());
    }
}
