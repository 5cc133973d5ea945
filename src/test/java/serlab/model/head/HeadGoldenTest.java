package serlab.model.head;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import serlab.model.folded.Softmax;

/** Heads against scikit-learn's, on rows they were not fitted on; {@code golden/heads_golden.py} made the numbers. */
class HeadGoldenTest {
    private static final double TOLERANCE = 2e-5;

    private static JsonNode golden() throws IOException {
        try (InputStream in = HeadGoldenTest.class.getResourceAsStream("/golden/heads.json")) {
            return new ObjectMapper().readTree(in);
        }
    }

    @TestFactory
    Stream<DynamicTest> everyHeadGivesTheScoresOfScikitLearn() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        JsonNode golden = golden();
        for (JsonNode table : golden.path("tables")) {
            for (String weights : List.of("plain", "balanced")) {
                Rows rows = rows(table, weights.equals("balanced"), golden.path("classes").intValue());
                table.path("expected").path(weights).properties().forEach(one -> tests.add(DynamicTest.dynamicTest(
                        rows.size() + " x " + rows.numbers() + ", " + weights + ": " + one.getKey(),
                        () -> compare(rows, one.getKey(), table.path("others"), one.getValue()))));
            }
        }
        return tests.stream();
    }

    private static Rows rows(JsonNode table, boolean weighted, int classes) {
        float[][] values = floats(table.path("values"));
        int[] labels = new int[values.length];
        double[] weights = new double[values.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = table.path("labels").get(i).intValue();
            weights[i] = weighted ? table.path("weights").get(i).doubleValue() : 1;
        }
        return new Rows(values, labels, classes, weights, labels.clone(), values.length);
    }

    private static float[][] floats(JsonNode table) {
        float[][] values = new float[table.size()][table.get(0).size()];
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < values[i].length; j++) {
                values[i][j] = table.get(i).get(j).floatValue();
            }
        }
        return values;
    }

    private static void compare(Rows rows, String name, JsonNode others, JsonNode expected) {
        String[] words = name.split(" ");
        double first = Double.parseDouble(words[1]);
        Map<String, Function<Rows, HeadLearner>> learners = Map.of(
                "logistic", some -> LinearLearner.logistic(some, List.of(first)),
                "linear-svm", some -> LinearLearner.supportVectors(some, List.of(first)),
                "rbf-svm", some -> new SupportVectors(some, List.of(first), List.of(Double.parseDouble(words[2]))),
                "ridge", some -> new KernelRidge(some, true, List.of(), List.of(first)),
                "rbf-ridge", some -> new KernelRidge(some, false, List.of(0.3), List.of(first)));
        try (HeadLearner learner = learners.get(words[0]).apply(rows)) {
            Head head = learner.learn(0);
            float[][] unseen = floats(others);
            for (int i = 0; i < unseen.length; i++) {
                double[] scores = head.scores(unseen[i]);
                double[] wanted = new double[expected.get(i).size()];
                for (int c = 0; c < wanted.length; c++) {
                    wanted[c] = expected.get(i).get(c).doubleValue();
                }
                assertArrayEquals(wanted, words[0].equals("logistic") ? doubles(Softmax.of(scores)) : scores, TOLERANCE,
                        name + ", row " + i);
            }
        }
    }

    private static double[] doubles(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }
}
