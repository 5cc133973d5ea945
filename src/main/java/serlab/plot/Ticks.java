package serlab.plot;

import java.util.Locale;

/** Round numbers for axes. */
final class Ticks {
    private Ticks() {
    }

    /** The smallest of 1, 2, 5 times a power of ten that divides {@code range} into at most {@code most} parts. */
    static double step(double range, int most) {
        double power = Math.pow(10, Math.floor(Math.log10(range / most)));
        for (int factor : new int[] {1, 2, 5}) {
            if (range / (factor * power) <= most) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    /** A tick with as many decimals as its step needs. */
    static String text(double value, double step) {
        int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
