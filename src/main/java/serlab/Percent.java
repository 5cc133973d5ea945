package serlab;

import java.util.Locale;

/** A share as people read it, with one decimal. */
public final class Percent {
    private Percent() {
    }

    /** {@code 52.3 %} of 0.523. */
    public static String of(double share) {
        return number(share) + " %";
    }

    /**
     * A probability that a model gives: {@code 52.3 %} of 0.523, {@code >99.9 %} and {@code <0.1 %} where one decimal would say
     * that it is certain. A model never is; where single precision holds a 1 or 0, it was rounded.
     */
    public static String ofProbability(double probability) {
        return bounded(probability, "%.1f", 99.9, 0.1) + " %";
    }

    /** As {@link #ofProbability} without a decimal: {@code 52 %}, {@code >99 %}, {@code <1 %}. */
    public static String ofProbabilityWhole(double probability) {
        return bounded(probability, "%.0f", 99, 1) + " %";
    }

    private static String bounded(double probability, String format, double most, double least) {
        String plain = String.format(Locale.ROOT, format, 100 * probability);
        double shown = Double.parseDouble(plain);
        return shown >= 100 ? ">" + String.format(Locale.ROOT, format, most)
                : shown <= 0 ? "<" + String.format(Locale.ROOT, format, least) : plain;
    }

    /**
     * A share as people write it: {@code 0.9}, {@code 90%} or {@code 90 %}.
     *
     * @throws InvalidInputException if it is neither, naming {@code what}
     */
    public static double parse(String what, String text) {
        String plain = text.strip();
        boolean percent = plain.endsWith("%");
        try {
            double number = Double.parseDouble(percent ? plain.substring(0, plain.length() - 1).strip() : plain);
            return percent ? number / 100 : number;
        } catch (NumberFormatException e) {
            throw new InvalidInputException(what + " '" + text + "' is no share; expected a number between 0 and 1 such as 0.9, or 90%", e);
        }
    }

    /** {@code 52.3} of 0.523, for where the sign stands elsewhere. */
    public static String number(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share);
    }
}
