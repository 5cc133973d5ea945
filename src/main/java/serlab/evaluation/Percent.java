package serlab.evaluation;

import java.util.Locale;

/** A share as people read it, with one decimal. */
public final class Percent {
    private Percent() {
    }

    /** {@code 52.3 %} of 0.523. */
    public static String of(double share) {
        return number(share) + " %";
    }

    /** {@code 52.3} of 0.523, for where the sign stands elsewhere. */
    public static String number(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share);
    }
}
