package serlab.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Equality with scikit-learn and SciPy; {@code golden/evaluation_golden.py} writes the values and their versions. */
class EvaluationGoldenTest {
    private static final double TOLERANCE = 1e-12;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static JsonNode golden;

    @BeforeAll
    static void read() throws IOException {
        golden = JSON.readTree(EvaluationGoldenTest.class.getResourceAsStream("/golden/evaluation.json"));
    }

    @Test
    void confusionMatricesEqualScikitLearn() {
        for (JsonNode entry : golden.get("classification")) {
            ConfusionMatrix matrix = matrix(entry);
            assertArrayEquals(JSON.convertValue(entry.get("counts"), long[][].class), matrix.counts());
            double[][] expected = JSON.convertValue(entry.get("normalised"), double[][].class);
            for (int t = 0; t < expected.length; t++) {
                assertArrayEquals(expected[t], matrix.normalized()[t], TOLERANCE);
            }
        }
    }

    @Test
    void reportsEqualScikitLearn() {
        for (JsonNode entry : golden.get("classification")) {
            ClassificationReport report = ClassificationReport.of(matrix(entry));
            assertEquals(entry.get("accuracy").asDouble(), report.accuracy(), TOLERANCE);
            assertEquals(entry.get("uar").asDouble(), report.uar(), TOLERANCE);
            List<ClassScore> scores = new ArrayList<>(report.classes());
            scores.add(report.macro());
            scores.add(report.weighted());
            scores.forEach(score -> assertScore(entry.get("rows").get(score.name()), score));
        }
    }

    @Test
    void textEqualsScikitLearnCharacterForCharacter() {
        for (JsonNode entry : golden.get("classification")) {
            assertEquals(entry.get("text").asText(), ClassificationReport.of(matrix(entry)).toText());
        }
    }

    @Test
    void summariesEqualScipy() {
        for (JsonNode entry : golden.get("summary")) {
            Summary summary = Summary.of(numbers(entry.get("values")));
            assertEquals(entry.get("mean").asDouble(), summary.mean(), TOLERANCE);
            assertEquals(entry.get("sd").asDouble(), summary.sd(), TOLERANCE);
            assertInterval(entry, summary.interval().orElseThrow());
        }
    }

    @Test
    void pairedTestsEqualScipy() {
        for (JsonNode entry : golden.get("paired")) {
            PairedTest test = PairedTest.of(numbers(entry.get("first")), numbers(entry.get("second")),
                    entry.get("ratio").asDouble());
            assertResult(entry.get("student"), test.student());
            assertResult(entry.get("corrected"), test.corrected());
        }
    }

    private static void assertScore(JsonNode expected, ClassScore score) {
        assertEquals(expected.get("precision").asDouble(), score.precision(), TOLERANCE, score.name());
        assertEquals(expected.get("recall").asDouble(), score.recall(), TOLERANCE, score.name());
        assertEquals(expected.get("f1-score").asDouble(), score.f1(), TOLERANCE, score.name());
        assertEquals(expected.get("support").asLong(), score.support(), score.name());
    }

    private static void assertResult(JsonNode expected, PairedTest.Result result) {
        assertEquals(expected.get("t").asDouble(), result.t(), TOLERANCE * Math.max(1, Math.abs(result.t())));
        assertEquals(expected.get("p").asDouble(), result.p(), TOLERANCE);
        assertInterval(expected, result.interval());
    }

    private static void assertInterval(JsonNode expected, Interval interval) {
        assertEquals(expected.get("lower").asDouble(), interval.lower(), TOLERANCE);
        assertEquals(expected.get("upper").asDouble(), interval.upper(), TOLERANCE);
    }

    private static ConfusionMatrix matrix(JsonNode entry) {
        List<String> labels = StreamSupport.stream(entry.get("labels").spliterator(), false).map(JsonNode::asText).toList();
        return ConfusionMatrix.of(labels, JSON.convertValue(entry.get("truth"), int[].class),
                JSON.convertValue(entry.get("predicted"), int[].class));
    }

    private static double[] numbers(JsonNode node) {
        return JSON.convertValue(node, double[].class);
    }
}
