package serlab.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Both diarization errors by hand, and equality with pyannote.metrics; {@code golden/diarization_golden.py} writes the values. */
class DiarizationErrorTest {
    private static final double TOLERANCE = 1e-9;

    private static List<LabeledSpan> spans(Object... values) {
        List<LabeledSpan> spans = new ArrayList<>();
        for (int i = 0; i < values.length; i += 3) {
            spans.add(new LabeledSpan(((Number) values[i]).doubleValue(), ((Number) values[i + 1]).doubleValue(), (String) values[i + 2]));
        }
        return spans;
    }

    @Test
    void namesOfSpeakersDoNotCountAndEachPartIsTold() {
        DiarizationError error = DiarizationError.of(spans(0, 4, "ann", 5, 10, "bob"),
                spans(0, 3, "2", 4.5, 8, "1", 8, 10, "2"), 0);
        assertEquals(1, error.missedSeconds(), TOLERANCE);
        assertEquals(0.5, error.falseAlarmSeconds(), TOLERANCE);
        assertEquals(2, error.confusionSeconds(), TOLERANCE);
        assertEquals(9, error.speechSeconds(), TOLERANCE);
        assertEquals(3.5 / 9, error.rate(), TOLERANCE);
    }

    @Test
    void theMatchIsTheBestOfAllTogetherNotOfEachAlone() {
        DiarizationError error = DiarizationError.of(spans(0, 6, "a", 6, 11, "b"), spans(0, 6, "x", 6, 11, "x", 0, 5, "y"), 0);
        assertEquals(0, DiarizationError.of(spans(0, 6, "a", 6, 11, "b"), spans(0, 6, "y", 6, 11, "x"), 0).rate(), TOLERANCE);
        assertEquals(5, error.falseAlarmSeconds(), TOLERANCE);
        assertEquals(1, error.confusionSeconds(), TOLERANCE, "x is b and y is a: of the first 6 s 5 are right");
    }

    @Test
    void theCollarLeavesOutBothSidesOfTrueBorders() {
        DiarizationError error = DiarizationError.of(spans(1, 3, "a"), spans(0.8, 2.5, "1"), 0.25);
        assertEquals(1.5, error.speechSeconds(), TOLERANCE);
        assertEquals(0.25, error.missedSeconds(), TOLERANCE);
        assertEquals(0, error.falseAlarmSeconds(), TOLERANCE);
    }

    @Test
    void nothingSaidAndNothingToSay() {
        assertEquals(1, DiarizationError.of(spans(0, 2, "a"), List.of(), 0).rate(), TOLERANCE);
        assertEquals(0, DiarizationError.of(List.of(), List.of(), 0.25).rate(), TOLERANCE);
        assertEquals(Double.POSITIVE_INFINITY, DiarizationError.of(List.of(), spans(0, 2, "1"), 0).rate());
        assertThrows(IllegalArgumentException.class, () -> new LabeledSpan(2, 2, "a"));
    }

    @Test
    void severalRecordingsCountByTheirSpeech() {
        DiarizationError wrong = DiarizationError.of(spans(0, 1, "a"), List.of(), 0);
        DiarizationError right = DiarizationError.of(spans(0, 3, "a"), spans(0, 3, "1"), 0);
        assertEquals(0.25, DiarizationError.sum(List.of(wrong, right)).rate(), TOLERANCE);
    }

    @Test
    void equalsPyannote() throws IOException {
        JsonNode golden = new ObjectMapper().readTree(DiarizationErrorTest.class.getResourceAsStream("/golden/diarization.json"));
        assertEquals(6, golden.get("cases").size());
        for (JsonNode one : golden.get("cases")) {
            for (JsonNode score : one.get("scores")) {
                DiarizationError error = DiarizationError.of(read(one.get("truth")), read(one.get("found")),
                        score.get("collar").asDouble());
                assertEquals(score.get("missed").asDouble(), error.missedSeconds(), TOLERANCE);
                assertEquals(score.get("falseAlarm").asDouble(), error.falseAlarmSeconds(), TOLERANCE);
                assertEquals(score.get("confusion").asDouble(), error.confusionSeconds(), TOLERANCE);
                assertEquals(score.get("speech").asDouble(), error.speechSeconds(), TOLERANCE);
                assertEquals(score.get("rate").asDouble(), error.rate(), TOLERANCE);
            }
        }
    }

    private static List<LabeledSpan> read(JsonNode rows) {
        List<LabeledSpan> spans = new ArrayList<>();
        rows.forEach(row -> spans.add(new LabeledSpan(row.get(0).asDouble(), row.get(1).asDouble(), row.get(2).asText())));
        return spans;
    }

    @Test
    void anAssignmentIsTheBestOfAll() {
        assertArrayEquals(new int[] {1, 0, 2}, Assignment.most(new double[][] {{7, 8, 1}, {9, 2, 6}, {5, 4, 3}}));
        assertArrayEquals(new int[] {2, 1}, Assignment.most(new double[][] {{5, 1, 6}, {4, 8, 7}}));
        Random random = new Random(5);
        for (int draw = 0; draw < 20; draw++) {
            double[][] worth = new double[5][6];
            for (double[] row : worth) {
                Arrays.setAll(row, column -> random.nextInt(20));
            }
            assertEquals(sum(worth, best(worth)), sum(worth, Assignment.most(worth)), TOLERANCE);
        }
    }

    /** Tries them all. */
    private static int[] best(double[][] worth) {
        int[] best = new int[worth.length];
        double[] highest = {Double.NEGATIVE_INFINITY};
        tryFrom(worth, 0, new int[worth.length], best, highest);
        return best;
    }

    private static void tryFrom(double[][] worth, int row, int[] chosen, int[] best, double[] highest) {
        if (row == worth.length) {
            if (sum(worth, chosen) > highest[0]) {
                highest[0] = sum(worth, chosen);
                System.arraycopy(chosen, 0, best, 0, chosen.length);
            }
            return;
        }
        for (int column = 0; column < worth[0].length; column++) {
            int wanted = column;
            if (Arrays.stream(chosen, 0, row).noneMatch(taken -> taken == wanted)) {
                chosen[row] = column;
                tryFrom(worth, row + 1, chosen, best, highest);
            }
        }
    }

    private static double sum(double[][] worth, int[] columns) {
        double sum = 0;
        for (int row = 0; row < columns.length; row++) {
            sum += worth[row][columns[row]];
        }
        return sum;
    }

    /** The example in the documentation of SpeechBrain's {@code EDER}: its neutral surroundings written out. */
    @Test
    void emotionsEqualSpeechBrainsExample() {
        EmotionDiarizationError error = EmotionDiarizationError.of(
                spans(0, 0.39, "neutral", 0.39, 1.10, "angry", 1.10, 1.22, "neutral"), spans(0, 0.6, "neutral", 0.6, 1.22, "angry"), 1.22);
        assertEquals(0.2704918032786885, error.rate(), TOLERANCE);
    }

    @Test
    void emotionsWhereNobodySpeaksAndNoneWhereSomebodyDoes() {
        EmotionDiarizationError error = EmotionDiarizationError.of(spans(1, 4, "sad", 5, 8, "happy"),
                spans(0.5, 3, "sad", 5, 6, "sad", 6, 9, "happy", 7, 8, "angry"), 10);
        assertEquals(1, error.missedSeconds(), TOLERANCE);
        assertEquals(1.5, error.falseAlarmSeconds(), TOLERANCE);
        assertEquals(1, error.confusionSeconds(), TOLERANCE);
        assertEquals(1, error.overlapSeconds(), TOLERANCE);
        assertEquals(0.45, error.rate(), TOLERANCE);
        assertEquals(1.0 / 5, error.confusionRate(), TOLERANCE);
        assertEquals(0.45, EmotionDiarizationError.sum(List.of(error, error)).rate(), TOLERANCE);
        assertThrows(IllegalArgumentException.class, () -> EmotionDiarizationError.of(List.of(), List.of(), 0));
    }
}
