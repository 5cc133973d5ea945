package serlab.model.head;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CrossValidationTest {
    /** Twelve rows of six speakers; the last four are changed copies. */
    private final Rows rows = new Rows(new float[12][1], new int[] {0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1}, 2, ones(12),
            new int[] {5, 5, 6, 6, 7, 7, 8, 8, 5, 5, 6, 6}, 8);

    private static double[] ones(int length) {
        double[] ones = new double[length];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** Gives the true class of every row a score, one for each setting; and notes what it was asked. */
    private final class Scripted implements HeadLearner {
        private final double[] margins;
        private final Set<Integer> heard = new TreeSet<>();

        Scripted(double... margins) {
            this.margins = margins;
        }

        @Override
        public List<String> choices() {
            return Arrays.stream(margins).mapToObj(String::valueOf).toList();
        }

        @Override
        public double[][][] heldOut(int[] training, int[] heldOut) {
            Set<Integer> known = Arrays.stream(training).mapToObj(i -> rows.groups()[i]).collect(Collectors.toSet());
            assertTrue(Arrays.stream(heldOut).noneMatch(i -> known.contains(rows.groups()[i])), "a speaker on both sides");
            assertTrue(Arrays.stream(heldOut).allMatch(i -> i < rows.originals()), "a copy is scored");
            IntStream.of(heldOut).forEach(heard::add);
            double[][][] scores = new double[margins.length][heldOut.length][2];
            for (int choice = 0; choice < margins.length; choice++) {
                for (int i = 0; i < heldOut.length; i++) {
                    // every fourth clip is wrong
                    double sign = heldOut[i] % 4 == 3 ? -1 : 1;
                    scores[choice][i][rows.labels()[heldOut[i]]] = sign * margins[choice];
                }
            }
            return scores;
        }

        @Override
        public Head learn(int choice) {
            return LinearHead.blank(1, 2);
        }
    }

    @Test
    void everyClipIsHeldOutOnceWithItsSpeakerAndItsCopies() {
        Scripted learner = new Scripted(1);
        CrossValidation.of(learner, rows, 3);
        assertEquals(Set.of(0, 1, 2, 3, 4, 5, 6, 7), learner.heard);
    }

    @Test
    void foldsAreOfEqualSizeAndNoMoreThanSpeakers() {
        int[] three = CrossValidation.folds(rows, 3);
        assertArrayEquals(new int[] {4, 4, 4}, IntStream.range(0, 3).map(f -> (int) Arrays.stream(three).filter(x -> x == f)
                .count()).toArray());
        assertEquals(3, Arrays.stream(CrossValidation.folds(rows, 10)).max().orElseThrow());
    }

    @Test
    void ofEqualSettingsTheFirstIsChosen() {
        CrossValidation chosen = CrossValidation.of(new Scripted(-1, 2, 5), rows, 4);
        assertEquals(1, chosen.setting());
        assertEquals(0.75, chosen.uar(), 1e-12);
    }

    @Test
    void theScaleMakesScoresAsSureAsTheyAreRight() {
        // right in three of four: the softmax of (m, 0) must be 0.75, so that m is ln 3
        double scale = CrossValidation.of(new Scripted(2), rows, 4).scale();
        assertEquals(Math.log(3) / 2, scale, 1e-9);
    }
}
