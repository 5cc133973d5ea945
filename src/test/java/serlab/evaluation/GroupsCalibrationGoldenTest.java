package serlab.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import serlab.InvalidInputException;

/** Equality with NumPy and SciPy; {@code golden/groups_calibration.py} writes the values and their versions. */
class GroupsCalibrationGoldenTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static JsonNode golden;

    @BeforeAll
    static void read() throws IOException {
        golden = JSON.readTree(GroupsCalibrationGoldenTest.class.getResourceAsStream("/golden/groups-calibration.json"));
    }

    /** Answers by all speakers, those to every third clip of group b. */
    private static List<Answer> answers() {
        JsonNode entry = golden.get("bootstrap");
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < entry.get("truth").size(); i++) {
            answers.add(new Answer(i % 3 == 0 ? "b" : "a", entry.get("speaker").get(i).asText(),
                    entry.get("truth").get(i).asInt(), entry.get("predicted").get(i).asInt()));
        }
        return answers;
    }

    @Test
    void theIntervalOverGivenDrawsEqualsNumpy() {
        JsonNode entry = golden.get("bootstrap");
        ClusterBootstrap bootstrap = ClusterBootstrap.of(answers(), Answer::speaker, 5);
        assertEquals(8, bootstrap.clusters());
        assertEquals(entry.get("uar").asDouble(), bootstrap.uar(), 1e-12);
        Interval interval = bootstrap.interval(JSON.convertValue(entry.get("draws"), int[][].class));
        assertEquals(entry.get("lower").asDouble(), interval.lower(), 1e-12);
        assertEquals(entry.get("upper").asDouble(), interval.upper(), 1e-12);
    }

    @Test
    void ownDrawsGiveAboutTheIntervalOfTenTimesAsMany() {
        Interval interval = ClusterBootstrap.of(answers(), Answer::speaker, 5).interval(3).orElseThrow();
        JsonNode free = golden.get("bootstrap").get("free");
        assertEquals(free.get(0).asDouble(), interval.lower(), 0.012);
        assertEquals(free.get(1).asDouble(), interval.upper(), 0.012);
        assertEquals(interval, ClusterBootstrap.of(answers(), Answer::speaker, 5).interval(3).orElseThrow());
        assertTrue(!interval.equals(ClusterBootstrap.of(answers(), Answer::speaker, 5).interval(4).orElseThrow()));
    }

    @Test
    void everyGroupHasItsOwnScore() {
        List<GroupScore> scores = GroupScore.of("part", answers(), Answer::clip, Answer::speaker, 5, 1);
        assertEquals(List.of("a", "b"), scores.stream().map(GroupScore::group).toList());
        assertEquals(160, scores.stream().mapToInt(GroupScore::items).sum());
        List<Answer> b = answers().stream().filter(answer -> answer.clip().equals("b")).toList();
        assertEquals(ClusterBootstrap.of(b, Answer::speaker, 5).uar(), scores.get(1).uar());
        assertEquals(b.stream().filter(answer -> answer.truth() == answer.predicted()).count() / (double) b.size(),
                scores.get(1).accuracy());
        String[] lines = GroupScore.csv(scores).split("\n");
        assertEquals("grouping,group,items,uar,accuracy,uar_low,uar_high", lines[0]);
        assertTrue(lines[2].startsWith("part,b," + b.size() + ",0."), lines[2]);
    }

    @Test
    void oneClusterHasNoInterval() {
        List<GroupScore> scores = GroupScore.of("speaker", List.of(new Answer("a", "01", 1, 1),
                new Answer("b", "01", 0, 1)), Answer::speaker, Answer::speaker, 3, 1);
        assertEquals(Optional.empty(), scores.get(0).interval());
        assertEquals(0.5, scores.get(0).uar());
        assertTrue(GroupScore.csv(scores).endsWith("speaker,01,2,0.500000,0.500000,,\n"));
    }

    @Test
    void temperatureEntropyAndErrorEqualNumpyAndScipy() {
        for (JsonNode entry : golden.get("calibration")) {
            Confidences confidences = new Confidences(JSON.convertValue(entry.get("probabilities"), float[][].class),
                    JSON.convertValue(entry.get("truth"), int[].class));
            assertEquals(entry.get("temperature").asDouble(), confidences.temperature(), 1e-5);
            assertEquals(entry.get("entropy").asDouble(), confidences.crossEntropy(1), 1e-9);
            assertEquals(entry.get("entropyAtTwo").asDouble(), confidences.crossEntropy(2), 1e-9);
            assertEquals(entry.get("error").asDouble(), confidences.reliability().expectedCalibrationError(), 1e-9);
            assertEquals(entry.get("errorAtTwo").asDouble(),
                    confidences.tempered(2).reliability().expectedCalibrationError(), 1e-7);
        }
    }

    /** Twelve clips, all answered right and each with a clear distance, are no reason for certainty. */
    @Test
    void fewItemsAllAnsweredRightMakeNoAnswerCertain() {
        int classes = 4;
        for (int items : new int[] {4, 12, 40}) {
            float[][] said = new float[items][];
            int[] truth = new int[items];
            for (int i = 0; i < items; i++) {
                truth[i] = i % classes;
                said[i] = new float[] {0.2f, 0.2f, 0.2f, 0.2f};
                said[i][truth[i]] = 0.4f;
            }
            Confidences few = new Confidences(said, truth);
            double temperature = few.temperature();
            assertTrue(temperature > 0.06, items + " items: " + temperature);
            double expected = (items + 1.0 / classes) / (items + 1);
            for (int i = 0; i < items; i++) {
                assertEquals(expected, few.tempered(temperature).probabilities()[i][truth[i]], 1e-5);
            }
        }
    }

    @Test
    void aBinHoldsItsUpperEnd() {
        Confidences two = new Confidences(new float[][] {{0.6f, 0.4f}, {0, 1}}, new int[] {0, 0});
        Reliability reliability = two.reliability();
        assertEquals(1, reliability.bins().get(14).items());
        assertEquals(0, reliability.bins().get(14).accuracy());
        assertEquals(2, two.plus(two).reliability().bins().get(14).items());
    }

    @Test
    void itemsWithoutTruthAreRefused() {
        assertThrows(InvalidInputException.class, () -> new Confidences(new float[1][2], new int[2]));
    }
}
