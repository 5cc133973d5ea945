package serlab.notebook.table;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;

/** Numbers of one column in one format: equally many decimals, thousands separated. */
public final class NumberTexts {
    private static final double[] STEPS = {1000, 100, 10, 1};
    private static final double TINY = 1e-3;
    private static final double HUGE = 1e9;

    private NumberTexts() {
    }

    /** How numbers are written: four digits of the largest, two of the smallest as far as four decimals go; whole ones without. */
    public static DoubleFunction<String> of(DoubleStream column) {
        double[] values = column.filter(Double::isFinite).toArray();
        double largest = Arrays.stream(values).map(Math::abs).max().orElse(0);
        if (largest != 0 && (largest < TINY || largest >= HUGE)) {
            return value -> Double.isFinite(value) ? String.format(Locale.ROOT, "%.3e", value) : "";
        }
        boolean whole = Arrays.stream(values).allMatch(value -> value == Math.rint(value));
        double smallest = Arrays.stream(values).map(Math::abs).filter(value -> value > 0).min().orElse(largest);
        int decimals = Math.max(decimals(largest), decimals(smallest * STEPS[1]));
        String format = "%,." + (whole ? 0 : decimals) + "f";
        return value -> Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : "";
    }

    private static int decimals(double value) {
        int decimals = 0;
        while (decimals < STEPS.length && value < STEPS[decimals]) {
            decimals++;
        }
        return decimals;
    }
}
