package serlab.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import serlab.InvalidInputException;

/** Equality with statsmodels and SciPy ({@code golden/clustered_golden.py}), and behaviour on simulated comparisons. */
@Tag("slow")
class ClusteredUarTest {
    private static final double TOLERANCE = 1e-12;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int COMPARISONS = 1000;
    private static final int ACTORS = 24;
    private static final int FOLDS = 5;
    private static final int CLASSES = 8;
    private static final int CLIPS_PER_CLASS = 7;
    private static JsonNode golden;

    @BeforeAll
    static void read() throws IOException {
        golden = JSON.readTree(ClusteredUarTest.class.getResource("/golden/clustered.json"));
    }

    @Test
    void pairedTestsEqualStatsmodels() {
        for (JsonNode entry : golden.get("clustered")) {
            ClusteredUar test = ClusteredUar.difference(clips(entry, "first"), clips(entry, "second"));
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
        List<ScoredClip> clips = List.of(
                new ScoredClip("a", "1", 0, 0, new double[] {1}), new ScoredClip("b", "1", 0, 0, new double[] {0}),
                new ScoredClip("c", "2", 0, 0, new double[] {0}), new ScoredClip("d", "2", 0, 1, new double[] {1}),
                new ScoredClip("e", "3", 1, 1, new double[] {1}), new ScoredClip("f", "3", 1, 0, new double[] {0}));
        assertEquals(((1.0 / 3 + 1) / 2 + 0.5) / 2, ClusteredUar.of(clips).value(), TOLERANCE);
    }

    @Test
    void refusesOneSpeakerAndUnequalClips() {
        List<ScoredClip> one = List.of(new ScoredClip("a", "1", 0, 0, new double[] {1}));
        assertThrows(InvalidInputException.class, () -> ClusteredUar.of(one));
        List<ScoredClip> other = List.of(new ScoredClip("b", "2", 0, 0, new double[] {1}));
        assertThrows(InvalidInputException.class, () -> ClusteredUar.difference(one, other));
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
     * How many of the simulated comparisons give p below 0.05. Actors differ in how well they are recognised, and by how
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
            List<List<ScoredClip>> variants = List.of(new ArrayList<>(), new ArrayList<>());
            for (int actor = 0; actor < ACTORS; actor++) {
                double voice = 0.5 + 0.1 * random.nextGaussian();
                double[] fit = {voice + difference + 0.03 * random.nextGaussian(), voice + 0.03 * random.nextGaussian()};
                int fold = actor % FOLDS;
                for (int clip = 0; clip < CLASSES * CLIPS_PER_CLASS; clip++) {
                    double ease = 0.2 * random.nextGaussian();
                    for (int variant = 0; variant < 2; variant++) {
                        double[] correct = new double[seeds];
                        for (int s = 0; s < seeds; s++) {
                            double chance = fit[variant] + ease + luck[variant][fold][s];
                            correct[s] = random.nextDouble() < chance ? 1 : 0;
                        }
                        variants.get(variant).add(new ScoredClip(actor + "-" + clip, "actor " + actor, fold,
                                clip % CLASSES, correct));
                    }
                }
            }
            if (ClusteredUar.difference(variants.get(0), variants.get(1)).p() < 0.05) {
                alarms++;
            }
        }
        return alarms;
    }

    private static List<ScoredClip> clips(JsonNode entry, String variant) {
        List<ScoredClip> clips = new ArrayList<>();
        for (JsonNode clip : entry.get("clips")) {
            clips.add(new ScoredClip(clip.get("clip").asText(), clip.get("cluster").asText(), clip.get("fold").asInt(),
                    clip.get("truth").asInt(), JSON.convertValue(clip.get(variant), double[].class)));
        }
        return clips;
    }
}
