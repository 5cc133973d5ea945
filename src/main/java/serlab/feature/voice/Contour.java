package serlab.feature.voice;

import java.util.Arrays;

/** Contours over frames, in which {@link Double#NaN} is no value: smoothing, and statistics of the values. */
final class Contour {
    private Contour() {
    }

    /** Mean of each frame that has a value and its two neighbors; it counts for a neighbor that is not there or has none. */
    static double[] smooth(double[] values) {
        double[] smooth = new double[values.length];
        for (int t = 0; t < values.length; t++) {
            double before = values[Math.max(0, t - 1)];
            double after = values[Math.min(values.length - 1, t + 1)];
            smooth[t] = ((Double.isNaN(before) ? values[t] : before) + values[t] + (Double.isNaN(after) ? values[t] : after)) / 3;
        }
        return smooth;
    }

    /** Mean of each frame that has a value and those of its two neighbors that have one. */
    static double[] smoothPresent(double[] values) {
        double[] smooth = new double[values.length];
        for (int t = 0; t < values.length; t++) {
            double sum = 0;
            int count = 0;
            for (int i = Math.max(0, t - 1); i <= Math.min(values.length - 1, t + 1); i++) {
                if (!Double.isNaN(values[i])) {
                    sum += values[i];
                    count++;
                }
            }
            smooth[t] = Double.isNaN(values[t]) ? Double.NaN : sum / count;
        }
        return smooth;
    }

    /** The values where {@code mask} is {@code wanted}, none elsewhere. */
    static double[] where(double[] values, boolean[] mask, boolean wanted) {
        double[] result = new double[mask.length];
        for (int t = 0; t < mask.length; t++) {
            result[t] = mask[t] == wanted ? values[t] : Double.NaN;
        }
        return result;
    }

    /** The values that are there, in order. */
    static double[] present(double[] values) {
        return Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
    }

    /** NaN of none. */
    static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    /** Standard deviation, divided by the count; NaN of none. */
    static double deviation(double[] values) {
        double mean = mean(values);
        return Math.sqrt(Arrays.stream(values).map(value -> (value - mean) * (value - mean)).average().orElse(Double.NaN));
    }

    /**
     * A percentile, linear between the two nearest values; NaN of none.
     *
     * @param sorted rising
     */
    static double percentile(double[] sorted, double percent) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double at = percent / 100 * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
