package serlab.feature.voice;

import java.util.Arrays;

/**
 * Slopes per second between the turning points of a contour, as magnitudes. A turning point is a local extreme that lies more than a
 * tenth of the contour's range from the turning point before it, or from the beginning.
 *
 * <p>The stretch from the last turning point to the end is a slope too. openSMILE 2.6.0 counts it as rising after a low and as falling
 * after a high, whichever way it goes, and with its sign: a fall at the end lowers the mean falling slope. The deviation divides by the
 * count of all slopes but leaves that one out of the sum. Its first turning point lies more than a tenth of the range from the lowest or
 * highest value so far, its last one before the last two values, and of two highs without a low between them it takes the second only
 * where that is 2 % higher (observed; the last is fitted).
 *
 * @param rising  mean and deviation of rising slopes, NaN of none
 * @param falling the same of falling ones
 * @param peaks   how many turning points are high
 */
record Slopes(double[] rising, double[] falling, int peaks) {
    private static final double LEAST_TURN = 0.1;
    /** By how much a high must be above the one before it to take its place. */
    private static final double HIGHER = 1.02;

    static Slopes of(double[] contour, VoiceLike like) {
        int[] turns = new int[contour.length];
        boolean[] high = new boolean[contour.length];
        int count = turns(contour, turns, high, like);
        double[] slopes = new double[count + 1];
        boolean[] upward = new boolean[count + 1];
        int peaks = 0;
        for (int i = 0; i < count; i++) {
            slopes[i] = Math.abs(slope(contour, i == 0 ? 0 : turns[i - 1], turns[i]));
            upward[i] = high[i];
            peaks += high[i] ? 1 : 0;
        }
        boolean open = count > 0 && turns[count - 1] < contour.length - 1;
        if (open) {
            double last = slope(contour, turns[count - 1], contour.length - 1);
            slopes[count] = like == VoiceLike.OPENSMILE ? last : Math.abs(last);
            upward[count] = like == VoiceLike.OPENSMILE ? !high[count - 1] : last > 0;
        }
        int closed = open && like == VoiceLike.OPENSMILE ? count : Integer.MAX_VALUE;
        int all = open ? count + 1 : count;
        return new Slopes(moments(slopes, upward, true, all, closed), moments(slopes, upward, false, all, closed), peaks);
    }

    private static int turns(double[] contour, int[] turns, boolean[] high, VoiceLike like) {
        boolean open = like == VoiceLike.OPENSMILE;
        double least = LEAST_TURN * (Arrays.stream(contour).max().orElse(0) - Arrays.stream(contour).min().orElse(0));
        double lowest = contour.length == 0 ? 0 : contour[0];
        double highest = lowest;
        int count = 0;
        for (int t = 1; t < contour.length - (open ? 2 : 1); t++) {
            boolean top = contour[t] > contour[t - 1] && contour[t] >= contour[t + 1];
            boolean bottom = contour[t] < contour[t - 1] && contour[t] <= contour[t + 1];
            if (!top && !bottom) {
                continue;
            }
            if (count > 0 && high[count - 1] == top) {
                double last = contour[turns[count - 1]];
                boolean beyond = top ? contour[t] > (open ? HIGHER * last : last) : contour[t] < last;
                turns[count - 1] = beyond ? t : turns[count - 1];
            } else {
                double from = count > 0 ? contour[turns[count - 1]] : !open ? contour[0] : top ? lowest : highest;
                if (Math.abs(contour[t] - from) > least) {
                    turns[count] = t;
                    high[count++] = top;
                }
            }
            lowest = Math.min(lowest, contour[t]);
            highest = Math.max(highest, contour[t]);
        }
        return count;
    }

    private static double slope(double[] contour, int from, int to) {
        return (contour[to] - contour[from]) / ((to - from) * VoiceGrid.HOP_SECONDS);
    }

    /** Slopes from {@code closed} on count, but are left out of the sum of squares. */
    private static double[] moments(double[] slopes, boolean[] upward, boolean wanted, int all, int closed) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < all; i++) {
            if (upward[i] == wanted) {
                sum += slopes[i];
                count++;
            }
        }
        double mean = sum / count;
        double squares = 0;
        for (int i = 0; i < Math.min(all, closed); i++) {
            squares += upward[i] == wanted ? (slopes[i] - mean) * (slopes[i] - mean) : 0;
        }
        return new double[] {mean, Math.sqrt(squares / count)};
    }
}
