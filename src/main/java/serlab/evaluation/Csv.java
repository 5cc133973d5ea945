package serlab.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes comma separated tables (RFC 4180, lines end with a line feed). */
public final class Csv {
    private Csv() {
    }

    /** One line of a table, line feed included; each value as its text. */
    public static String line(List<?> values) {
        return values.stream().map(value -> field(String.valueOf(value))).collect(Collectors.joining(",", "", "\n"));
    }

    /** A number with that many decimals. */
    public static String fixed(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /** The text itself, or in double quotes when it holds a comma, a quote or a line break. */
    static String field(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
