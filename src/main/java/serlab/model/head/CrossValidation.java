package serlab.model.head;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

/**
 * What was chosen inside the training clips: the setting whose held-out rows had the highest unweighted average recall, of
 * equals the one that bends least to the rows; and the scale that turns its scores into probabilities.
 *
 * @param setting index of the setting
 * @param uar     unweighted average recall of its held-out rows, in [0, 1]
 * @param scale   positive; softmax of the scaled scores of held-out rows has the least cross-entropy
 * @param heldOut scores of every row when it was held out, under that setting, {@code double[originals][classes]}; null for
 *                a row that never was
 */
public record CrossValidation(int setting, double uar, double scale, double[][] heldOut) {
    private static final double LEAST_SCALE = 1e-4;
    private static final double MOST_SCALE = 1e4;
    private static final int HALVINGS = 60;

    /**
     * Cross-validates every setting. The folds are the groups, dealt so that folds are of equal size.
     *
     * @param folds most folds, at least 2
     * @throws CancellationException if the thread is interrupted
     */
    public static CrossValidation of(HeadLearner learner, Rows rows, int folds) {
        int[] fold = folds(rows, folds);
        int used = 1 + Arrays.stream(fold).max().orElseThrow();
        double[][][] scores = new double[learner.choices().size()][rows.originals()][];
        for (int held = 0; held < used; held++) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("learning was interrupted");
            }
            int out = held;
            int[] training = IntStream.range(0, rows.size()).filter(i -> fold[i] != out).toArray();
            int[] heldOut = IntStream.range(0, rows.originals()).filter(i -> fold[i] == out).toArray();
            if (training.length == 0 || heldOut.length == 0) {
                continue;
            }
            double[][][] said = learner.heldOut(training, heldOut);
            for (int choice = 0; choice < scores.length; choice++) {
                for (int i = 0; i < heldOut.length; i++) {
                    scores[choice][heldOut[i]] = said[choice][i];
                }
            }
        }
        return best(scores, rows);
    }

    private static CrossValidation best(double[][][] scores, Rows rows) {
        int best = 0;
        double highest = -1;
        for (int choice = 0; choice < scores.length; choice++) {
            double uar = uar(scores[choice], rows);
            if (uar > highest) {
                best = choice;
                highest = uar;
            }
        }
        return new CrossValidation(best, highest, scale(scores[best], rows.labels()), scores[best]);
    }

    private static double uar(double[][] scores, Rows rows) {
        int[] right = new int[rows.classes()];
        int[] all = new int[rows.classes()];
        for (int i = 0; i < scores.length; i++) {
            if (scores[i] != null) {
                all[rows.labels()[i]]++;
                right[rows.labels()[i]] += highest(scores[i]) == rows.labels()[i] ? 1 : 0;
            }
        }
        return IntStream.range(0, all.length).filter(c -> all[c] > 0).mapToDouble(c -> right[c] / (double) all[c])
                .average().orElse(0);
    }

    /** Index of the highest score, the first of equals. */
    static int highest(double[] scores) {
        int best = 0;
        for (int c = 1; c < scores.length; c++) {
            best = scores[c] > scores[best] ? c : best;
        }
        return best;
    }

    /** The cross-entropy is convex in the scale: its slope is bisected. */
    private static double scale(double[][] scores, int[] labels) {
        double low = Math.log(LEAST_SCALE);
        double high = Math.log(MOST_SCALE);
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (slope(scores, labels, Math.exp(middle)) < 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return Math.exp((low + high) / 2);
    }

    private static double slope(double[][] scores, int[] labels, double scale) {
        double slope = 0;
        for (int i = 0; i < scores.length; i++) {
            if (scores[i] == null) {
                continue;
            }
            double top = scores[i][highest(scores[i])];
            double sum = 0;
            double mean = 0;
            for (double score : scores[i]) {
                double share = Math.exp(scale * (score - top));
                sum += share;
                mean += share * score;
            }
            slope += mean / sum - scores[i][labels[i]];
        }
        return slope;
    }

    /** Number of the fold of each row. */
    static int[] folds(Rows rows, int most) {
        Map<Integer, List<Integer>> groups = new LinkedHashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            groups.computeIfAbsent(rows.groups()[i], group -> new ArrayList<>()).add(i);
        }
        int[] fold = new int[rows.size()];
        int[] sizes = new int[Math.min(most, groups.size())];
        groups.values().stream().sorted((a, b) -> b.size() - a.size()).forEach(group -> {
            int lightest = 0;
            for (int f = 1; f < sizes.length; f++) {
                lightest = sizes[f] < sizes[lightest] ? f : lightest;
            }
            sizes[lightest] += group.size();
            for (int row : group) {
                fold[row] = lightest;
            }
        });
        return fold;
    }
}
