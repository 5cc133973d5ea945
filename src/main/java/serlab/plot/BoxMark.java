package serlab.plot;

import java.awt.Color;
import java.util.Arrays;

/** A box plot's mark: quartiles and median, whiskers to the farthest value within 1.5 times the box, dots beyond. */
final class BoxMark {
    private static final double WHISKERS = 1.5;

    private BoxMark() {
    }

    /**
     * Draws it.
     *
     * @param sorted at least one value, ascending
     * @param middle of the box, from the left
     * @param top    of the scale
     * @param height of the scale
     */
    static void draw(Canvas canvas, Scale scale, double[] sorted, double middle, double width, double top, double height, Color color) {
        double lower = quantile(sorted, 0.25);
        double upper = quantile(sorted, 0.75);
        double reach = WHISKERS * (upper - lower);
        double[] inside = Arrays.stream(sorted).filter(v -> v >= lower - reach && v <= upper + reach).toArray();
        double from = Math.min(inside[0], lower);
        double to = Math.max(inside[inside.length - 1], upper);
        canvas.line(middle, y(scale, from, top, height), middle, y(scale, to, top, height), color, 1.4f);
        for (double end : new double[] {from, to}) {
            double y = y(scale, end, top, height);
            canvas.line(middle - width / 4, y, middle + width / 4, y, color, 1.4f);
        }
        double box = y(scale, upper, top, height);
        canvas.fill(middle - width / 2, box, width, Math.max(1, y(scale, lower, top, height) - box), color);
        double median = y(scale, quantile(sorted, 0.5), top, height);
        canvas.line(middle - width / 2, median, middle + width / 2, median, Color.WHITE, 2);
        for (double value : sorted) {
            if (value < lower - reach || value > upper + reach) {
                canvas.disc(middle, y(scale, value, top, height), 1.8, color);
            }
        }
    }

    private static double y(Scale scale, double value, double top, double height) {
        return top + height * (1 - scale.share(value));
    }

    /** With linear interpolation, as {@code numpy.quantile}. */
    static double quantile(double[] sorted, double share) {
        double position = share * (sorted.length - 1);
        int below = (int) position;
        double above = sorted[Math.min(below + 1, sorted.length - 1)];
        return sorted[below] + (position - below) * (above - sorted[below]);
    }
}
