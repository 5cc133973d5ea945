package serlab.part;

import java.util.List;
import java.util.Locale;

/**
 * Which values an option takes.
 *
 * @param min     least number
 * @param max     greatest
 * @param above   bound that numbers lie above
 * @param below   bound that numbers lie below
 * @param parity  which whole numbers
 * @param choices words; empty for any
 * @param least   fewest entries of a list
 * @param most    most
 */
public record Limits(double min, double max, double above, double below, Option.Parity parity, List<String> choices,
                     int least, int most) {
    public Limits {
        choices = List.copyOf(choices);
    }

    /** Whether a number lies within; not so for NaN. */
    public boolean allow(double number) {
        boolean even = number % 2 == 0;
        return number >= min && number <= max && number > above && number < below
                && (parity == Option.Parity.ANY || even == (parity == Option.Parity.EVEN)) && Double.isFinite(number);
    }

    /** Whether a list may have so many entries. */
    public boolean allowSize(int entries) {
        return entries >= least && entries <= most;
    }

    /** The range in words: {@code 1 to 128}, {@code above 0, at most 200}; empty where there is none. */
    public String range() {
        boolean low = Double.isFinite(min);
        boolean high = Double.isFinite(max);
        boolean over = Double.isFinite(above);
        boolean under = Double.isFinite(below);
        if (low && high) {
            return plain(min) + " to " + plain(max);
        }
        if (over && under) {
            return "between " + plain(above) + " and " + plain(below);
        }
        String from = low ? "at least " + plain(min) : over ? "above " + plain(above) : "";
        String to = high ? "at most " + plain(max) : under ? "below " + plain(below) : "";
        return from.isEmpty() || to.isEmpty() ? from + to : from + ", " + to;
    }

    /** {@code a whole number from 1 to 128}, {@code an odd number above 0}. */
    public String expected(String noun) {
        String which = parity == Option.Parity.ANY ? noun : "an " + parity.name().toLowerCase(Locale.ROOT) + " number";
        String range = range();
        boolean between = Double.isFinite(min) && Double.isFinite(max);
        return range.isEmpty() ? which : which + (between ? " from " : " ") + range;
    }

    /** A number without a fraction that says nothing. */
    static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15 ? Long.toString((long) number) : Double.toString(number);
    }
}
