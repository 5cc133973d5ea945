package serlab.plot;

import java.awt.Color;
import java.util.Arrays;
import java.util.Locale;

/**
 * Which values the colors of a picture stand for.
 *
 * @param colors from the lowest to the highest
 * @param low    value of the first color and of all below it
 * @param high   value of the last color and of all above it, above {@code low}
 * @param below  whether values below {@code low} occur
 * @param above  whether values above {@code high} occur
 */
public record ColorRange(ColorMap colors, double low, double high, boolean below, boolean above) {
    private static final double EXTREME = 0.01;
    /** Coefficients of a cepstrum that dwarf the others: level and tilt. */
    private static final int DWARFING = 2;
    /** Range of values below which their amounts are given with a digit after the point. */
    private static final double FEW = 20;
    private static final double VERY_FEW = 2;
    private static final Color NO_VALUE = new Color(0xd5d8dc);

    /** From the least to the largest value. */
    public static ColorRange whole(float[][] values) {
        double[] sorted = sorted(values, 0, false);
        return of(ColorMap.MAGMA, sorted.length == 0 ? 0 : sorted[0], sorted.length == 0 ? 0 : sorted[sorted.length - 1], values);
    }

    /** As far below 0 as above, 0 in the middle; one value in a hundred may lie beyond. */
    public static ColorRange aroundZero(float[][] values) {
        return aroundZero(values, 0);
    }

    /** The same of cepstra, whose two lowest coefficients, level and tilt, may lie beyond: they dwarf the others. */
    public static ColorRange ofCepstra(float[][] values) {
        return values.length > DWARFING ? aroundZero(values, DWARFING) : whole(values);
    }

    private static ColorRange aroundZero(float[][] values, int first) {
        double[] sizes = sorted(values, first, true);
        double most = sizes.length == 0 ? 0 : sizes[(int) Math.round((1 - EXTREME) * (sizes.length - 1))];
        double limit = most > 0 ? most : sizes.length == 0 ? 0 : sizes[sizes.length - 1];
        return of(ColorMap.BLUE_RED, limit > 0 ? -limit : -1, limit > 0 ? limit : 1, values);
    }

    private static ColorRange of(ColorMap colors, double low, double high, float[][] values) {
        double[] all = sorted(values, 0, false);
        double wide = high > low ? high : low + 1;
        return new ColorRange(colors, low, wide, all.length > 0 && all[0] < low, all.length > 0 && all[all.length - 1] > wide);
    }

    private static double[] sorted(float[][] values, int first, boolean sizes) {
        return Arrays.stream(values).skip(first).flatMapToDouble(band -> {
            double[] doubles = new double[band.length];
            for (int i = 0; i < band.length; i++) {
                doubles[i] = sizes ? Math.abs(band[i]) : band[i];
            }
            return Arrays.stream(doubles);
        }).filter(value -> !Double.isNaN(value)).sorted().toArray();
    }

    /** The color of a value; gray for NaN, no value. */
    Color at(double value) {
        return Double.isNaN(value) ? NO_VALUE : colors.at((value - low) / (high - low));
    }

    /** Labels of its lower end, middle and upper end. */
    String[] labels(String unit) {
        return new String[] {(below ? "≤ " : "") + amount(low, unit), amount((low + high) / 2, unit),
            (above ? "≥ " : "") + amount(high, unit)};
    }

    private String amount(double value, String unit) {
        String number = high - low < VERY_FEW ? "%.2f" : high - low < FEW ? "%.1f" : "%.0f";
        return (String.format(Locale.ROOT, number, value).replaceFirst("^-(0(\\.0+)?)$", "$1") + " " + unit).strip();
    }
}
