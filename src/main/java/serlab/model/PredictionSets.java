package serlab.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which classes an answer leaves possible if a promise is to hold.
 *
 * @param coverage   what is promised: the share of a new speaker's clips whose class is among them
 * @param thresholds per class, what 1 less its probability is at most; infinite where the class is always possible
 */
public record PredictionSets(double coverage, double[] thresholds) {
    public PredictionSets {
        thresholds = thresholds.clone();
    }

    /** Every class is possible: nothing is known of such an answer. */
    public static PredictionSets all(double coverage, int labels) {
        double[] thresholds = new double[labels];
        Arrays.fill(thresholds, Double.POSITIVE_INFINITY);
        return new PredictionSets(coverage, thresholds);
    }

    @Override
    public double[] thresholds() {
        return thresholds.clone();
    }

    /** The classes, ascending; the most probable one is always among them. */
    public List<Integer> of(float[] probabilities) {
        int best = 0;
        for (int c = 1; c < probabilities.length; c++) {
            best = probabilities[c] > probabilities[best] ? c : best;
        }
        List<Integer> set = new ArrayList<>();
        for (int c = 0; c < probabilities.length; c++) {
            if (c == best || 1f - probabilities[c] <= thresholds[c]) {
                set.add(c);
            }
        }
        return set;
    }
}
