package serlab.feature.voice;

import java.util.ArrayList;
import java.util.List;

/**
 * Slopes per second between the turning points of a contour, as magnitudes. Turns smaller than a tenth of the contour's range are none.
 */
record Slopes(double[] rising, double[] falling, int peaks) {
    private static final double LEAST_TURN = 0.1;

    static Slopes of(double[] contour) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double value : contour) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        double turn = LEAST_TURN * (high - low);
        List<Double> rising = new ArrayList<>();
        List<Double> falling = new ArrayList<>();
        int from = 0;
        int extreme = 0;
        int direction = 0;
        int peaks = 0;
        for (int t = 1; t < contour.length; t++) {
            double beyond = contour[t] - contour[extreme];
            if (direction == 0 ? Math.abs(beyond) > turn : direction * beyond < -turn) {
                if (direction != 0) {
                    add(contour, from, extreme, rising, falling);
                    from = extreme;
                    peaks += direction > 0 ? 1 : 0;
                }
                direction = beyond > 0 ? 1 : -1;
                extreme = t;
            } else if (direction * beyond > 0) {
                extreme = t;
            }
        }
        if (direction != 0) {
            add(contour, from, extreme, rising, falling);
        }
        return new Slopes(array(rising), array(falling), peaks);
    }

    private static void add(double[] contour, int from, int to, List<Double> rising, List<Double> falling) {
        double slope = (contour[to] - contour[from]) / ((to - from) * VoiceGrid.HOP_SECONDS);
        (slope > 0 ? rising : falling).add(Math.abs(slope));
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
