package serlab.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Equality with statsmodels and SciPy ({@code golden/clustered_golden.py}), and behavior on simulated comparisons. */
@Tag("slow")
class ClusteredUarTest {
    private static final double TOLERANCE = 1e-12;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int COMPARISONS = 1000;
    private static final int ACTORS = 24;
    private static final int FOLDS = 5;
    private static final int CLASSES = 8;
    private static final int CLIPS_PER_CLASS = 7;
    private static final List<String> NAMES = List.of("a", "b", "c", "d", "e", "f", "g", "h");
    private static JsonNode golden;

    @BeforeAll
    static void read() throws IOException {
        golden = JSON.readTree(ClusteredUarTest.class.getResourceAsStream("/golden/clustered.json"));
    }

    @Test
    void pairedTestsEqualStatsmodels() {
        for (JsonNode entry : golden.get("clustered")) {
            ClusteredUar test = TestScores.difference(scores(entry, "first"), scores(entry, "second")).orElseThrow();
            assertEquals(entry.get("value").asDouble(), test.value(), TOLERANCE);
            assertEquals(entry.get("error").asDouble(), test.standardError(), TOLERANCE);
            assertEquals(entry.get("df").asDouble(), test.degreesOfFreedom(), 1e-9);
            assertEquals(entry.get("p").asDouble(), test.p(), 1e-10);
            assertEquals(entry.get("lower").asDouble(), test.interval().lower(), 1e-10);
            assertEquals(entry.get("upper").asDouble(), test.interval().upper(), 1e-10);
        }
    }

    @Test
    void holmEqualsStatsmodels() {
        for (JsonNode entry : golden.get("holm")) {
            assertArrayEquals(JSON.convertValue(entry.get("adjusted"), double[].class),
                    Holm.adjusted(JSON.convertValue(entry.get("p"), double[].class)), TOLERANCE);
        }
    }

    @Test
    void explainedVarianceEqualsScipy() {
        for (JsonNode entry : golden.get("explained")) {
            assertEquals(entry.get("share").asDouble(), ExplainedVariance.of(
                    JSON.convertValue(entry.get("groups"), List.class),
                    JSON.convertValue(entry.get("scores"), double[].class)), TOLERANCE);
        }
    }

    @Test
    void theValueIsTheMeanOfTheFoldsUars() {
        TestScores scores = new TestScores(List.of("x", "y"), List.of(
                new TestScores.Training(0, "1", List.of(answer("a", "1", 0, true), answer("b", "1", 0, false),
                        answer("c", "2", 0, false), answer("d", "2", 1, true))),
                new TestScores.Training(1, "1", List.of(answer("e", "3", 1, true), answer("f", "3", 0, false)))));
        assertEquals(((1.0 / 3 + 1) / 2 + 0.5) / 2, scores.clustered().orElseThrow().value(), TOLERANCE);
        assertEquals(((1.0 / 3 + 1) / 2 + 0.5) / 2, scores.summary(ClassificationReport::uar).mean(), TOLERANCE);
    }

    @Test
    void aClipThatASeedDidNotTestCountsForNothing() {
        TestScores perfect = new TestScores(List.of("x", "y"), List.of(
                new TestScores.Training(0, "1", List.of(answer("a", "", 0, true), answer("b", "", 1, true))),
                new TestScores.Training(0, "2", List.of(answer("c", "", 0, true), answer("d", "", 1, true))),
                new TestScores.Training(0, "3", List.of(answer("a", "", 0, true), answer("d", "", 1, true)))));
        ClusteredUar uar = perfect.clustered().orElseThrow();
        assertEquals(1, uar.value(), TOLERANCE);
        assertEquals(0, uar.standardError(), TOLERANCE);
        assertEquals(4, uar.clusters());
        assertEquals(3, uar.seeds());
    }

    @Test
    void aPairIsComparedWhereBothTestedTheSameClipUnderTheSameFoldAndSeed() {
        TestScores first = new TestScores(List.of("x", "y"), List.of(
                new TestScores.Training(0, "1", List.of(answer("a", "", 0, true), answer("b", "", 1, true), answer("c", "", 1, false))),
                new TestScores.Training(0, "2", List.of(answer("c", "", 0, false), answer("d", "", 1, false)))));
        TestScores second = new TestScores(List.of("x", "y"), List.of(
                new TestScores.Training(0, "1", List.of(answer("b", "", 1, false), answer("a", "", 0, true))),
                new TestScores.Training(0, "3", List.of(answer("c", "", 0, true), answer("d", "", 1, true)))));
        ClusteredUar difference = TestScores.difference(first, second).orElseThrow();
        assertEquals(0.5, difference.value(), TOLERANCE);
        assertEquals(2, difference.clusters());
        assertEquals(-0.5, TestScores.difference(second, first).orElseThrow().value(), TOLERANCE);
        assertTrue(TestScores.paired(first, second).isEmpty(), "one training in common");
    }

    @Test
    void oneSpeakerHasNoIntervalAndNothingInCommonNoDifference() {
        TestScores one = new TestScores(List.of("x", "y"), List.of(
                new TestScores.Training(0, "1", List.of(answer("a", "1", 0, true), answer("b", "1", 0, false)))));
        assertTrue(one.clustered().isEmpty());
        assertEquals(0.5, one.summary(ClassificationReport::uar).mean(), TOLERANCE);
        TestScores other = new TestScores(List.of("x", "y"), List.of(
                new TestScores.Training(0, "1", List.of(answer("c", "2", 0, true)))));
        assertTrue(TestScores.difference(one, other).isEmpty());
    }

    @Test
    void aMissingTrainingLeavesTheMeanOfTheOthersOfItsFold() {
        TestScores scores = new TestScores(List.of("x", "y"), List.of(
                new TestScores.Training(0, "1", List.of(answer("a", "1", 0, true), answer("b", "2", 1, true))),
                new TestScores.Training(0, "2", List.of(answer("a", "1", 0, true), answer("b", "2", 1, false))),
                new TestScores.Training(1, "1", List.of(answer("c", "3", 0, false), answer("d", "4", 1, false)))));
        assertEquals((0.75 + 0) / 2, scores.summary(ClassificationReport::uar).mean(), TOLERANCE);
        assertEquals((0.75 + 0) / 2, scores.clustered().orElseThrow().value(), TOLERANCE);
    }

    private static Answer answer(String clip, String speaker, int truth, boolean right) {
        return new Answer(clip, speaker, truth, right ? truth : 1 - truth);
    }

    @Test
    void falseAlarmsOnEqualVariantsStayWithinFivePercent() {
        assertTrue(alarms(0, 3, 1) <= 0.05 * COMPARISONS, "three seeds: " + alarms(0, 3, 1));
        assertTrue(alarms(0, 1, 2) <= 0.05 * COMPARISONS, "one seed: " + alarms(0, 1, 2));
    }

    @Test
    void aDifferenceOfEightPointsIsMostlyFound() {
        assertTrue(alarms(0.08, 3, 3) >= 0.8 * COMPARISONS, "found: " + alarms(0.08, 3, 3));
    }

    /**
     * How many of the simulated comparisons give p below 0.05. Actors differ in how well they are recognized, and by how
     * much each variant suits them; clips differ in difficulty; with several seeds, every training has its luck.
     */
    private static int alarms(double difference, int seeds, long seed) {
        Random random = new Random(seed);
        int alarms = 0;
        for (int comparison = 0; comparison < COMPARISONS; comparison++) {
            double trainingLuck = seeds > 1 ? 0.02 : 0;
            double[][][] luck = new double[2][FOLDS][seeds];
            for (double[][] variant : luck) {
                for (double[] fold : variant) {
                    for (int s = 0; s < seeds; s++) {
                        fold[s] = trainingLuck * random.nextGaussian();
                    }
                }
            }
            List<List<List<Answer>>> variants = List.of(trainings(seeds), trainings(seeds));
            for (int actor = 0; actor < ACTORS; actor++) {
                double voice = 0.5 + 0.1 * random.nextGaussian();
                double[] fit = {voice + difference + 0.03 * random.nextGaussian(), voice + 0.03 * random.nextGaussian()};
                int fold = actor % FOLDS;
                for (int clip = 0; clip < CLASSES * CLIPS_PER_CLASS; clip++) {
                    double ease = 0.2 * random.nextGaussian();
                    int truth = clip % CLASSES;
                    for (int variant = 0; variant < 2; variant++) {
                        for (int s = 0; s < seeds; s++) {
                            double chance = fit[variant] + ease + luck[variant][fold][s];
                            variants.get(variant).get(fold * seeds + s).add(new Answer(actor + "-" + clip,
                                    "actor " + actor, truth, random.nextDouble() < chance ? truth : (truth + 1) % CLASSES));
                        }
                    }
                }
            }
            if (TestScores.difference(scores(variants.get(0), seeds), scores(variants.get(1), seeds)).orElseThrow().p() < 0.05) {
                alarms++;
            }
        }
        return alarms;
    }

    private static List<List<Answer>> trainings(int seeds) {
        List<List<Answer>> all = new ArrayList<>();
        for (int i = 0; i < FOLDS * seeds; i++) {
            all.add(new ArrayList<>());
        }
        return all;
    }

    private static TestScores scores(List<List<Answer>> trainings, int seeds) {
        List<TestScores.Training> all = new ArrayList<>();
        for (int i = 0; i < trainings.size(); i++) {
            all.add(new TestScores.Training(i / seeds, String.valueOf(i % seeds), trainings.get(i)));
        }
        return new TestScores(NAMES, all);
    }

    private static TestScores scores(JsonNode entry, String variant) {
        Map<List<Integer>, List<Answer>> trainings = new TreeMap<>(Comparator.comparing(List::toString));
        for (JsonNode clip : entry.get("clips")) {
            double[] right = JSON.convertValue(clip.get(variant), double[].class);
            for (int seed = 0; seed < right.length; seed++) {
                int truth = clip.get("truth").asInt();
                trainings.computeIfAbsent(List.of(clip.get("fold").asInt(), seed), key -> new ArrayList<>())
                        .add(new Answer(clip.get("clip").asText(), clip.get("cluster").asText(), truth,
                                right[seed] == 1 ? truth : (truth + 1) % CLASSES));
            }
        }
        return new TestScores(NAMES, trainings.entrySet().stream().map(one -> new TestScores.Training(one.getKey().get(0),
                String.valueOf(one.getKey().get(1)), one.getValue())).toList());
    }
}
