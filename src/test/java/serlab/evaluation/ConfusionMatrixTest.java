package serlab.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static serlab.ContentAssertions.assertContains;

import java.util.List;
import org.junit.jupiter.api.Test;
import serlab.InvalidInputException;

class ConfusionMatrixTest {
    private static final List<String> LABELS = List.of("angry", "calm");

    @Test
    void rowsAreTruthAndColumnsPrediction() {
        ConfusionMatrix matrix = ConfusionMatrix.of(LABELS, new int[] {0, 0, 0, 1}, new int[] {1, 1, 0, 1});
        assertArrayEquals(new long[][] {{1, 2}, {0, 1}}, matrix.counts());
        assertEquals("truth\\predicted,angry,calm\nangry,1,2\ncalm,0,1\n", matrix.toCsv());
        assertEquals("{\"rows\":\"truth\",\"columns\":\"predicted\",\"labels\":[\"angry\",\"calm\"],\"counts\":[[1,2],[0,1]]}",
                matrix.toJson());
    }

    @Test
    void normalizedRowsSumToOneAndEmptyRowsToZero() {
        double[][] shares = new ConfusionMatrix(LABELS, new long[][] {{1, 3}, {0, 0}}).normalized();
        assertArrayEquals(new double[] {0.25, 0.75}, shares[0]);
        assertArrayEquals(new double[] {0, 0}, shares[1]);
    }

    @Test
    void addsCellByCell() {
        ConfusionMatrix one = new ConfusionMatrix(LABELS, new long[][] {{1, 2}, {3, 4}});
        ConfusionMatrix sum = one.plus(new ConfusionMatrix(LABELS, new long[][] {{10, 0}, {0, 1}}));
        assertEquals(new ConfusionMatrix(LABELS, new long[][] {{11, 2}, {3, 5}}), sum);
        assertEquals(21, sum.total());
    }

    @Test
    void isNotChangedThroughItsArrays() {
        long[][] counts = {{1, 2}, {3, 4}};
        ConfusionMatrix matrix = new ConfusionMatrix(LABELS, counts);
        counts[0][0] = 9;
        matrix.counts()[0][1] = 9;
        assertArrayEquals(new long[][] {{1, 2}, {3, 4}}, matrix.counts());
    }

    @Test
    void quotesLabelsThatHoldCommas() {
        assertContains(new ConfusionMatrix(List.of("a,b"), new long[][] {{1}}).toCsv(), "\"a,b\",1");
    }

    @Test
    void rejectsWhatDoesNotFitAndNamesIt() {
        assertRejected("item 1 has the predicted label 2", () -> ConfusionMatrix.of(LABELS, new int[] {0, 1}, new int[] {0, 2}));
        assertRejected("2 true labels but 1", () -> ConfusionMatrix.of(LABELS, new int[] {0, 1}, new int[] {0}));
        assertRejected("row 1 holds 1 counts", () -> new ConfusionMatrix(LABELS, new long[][] {{1, 2}, {3}}));
        assertRejected("count -2", () -> new ConfusionMatrix(LABELS, new long[][] {{1, -2}, {3, 4}}));
        assertRejected("all different", () -> new ConfusionMatrix(List.of("a", "a"), new long[2][2]));
        ConfusionMatrix other = new ConfusionMatrix(List.of("calm", "angry"), new long[2][2]);
        assertRejected("same labels", () -> new ConfusionMatrix(LABELS, new long[2][2]).plus(other));
    }

    private static void assertRejected(String part, Runnable action) {
        String message = assertThrows(InvalidInputException.class, action::run).getMessage();
        assertContains(message, part);
    }
}
