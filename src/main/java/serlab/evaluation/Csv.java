package serlab.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import serlab.FormulaMark;

/** Writes comma separated tables (RFC 4180, lines end with a line feed). */
public final class Csv {
    private static final String SEPARATORS = ",;\t\"\n\r";

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

    /**
     * The text itself, with a {@link FormulaMark} where a spreadsheet would take it for a formula; in double quotes when
     * it holds a comma, a semicolon, a tab, a quote or a line break.
     */
    static String field(String text) {
        String marked = FormulaMark.put(text);
        return marked.chars().noneMatch(c -> SEPARATORS.indexOf(c) >= 0) ? marked
                : '"' + marked.replace("\"", "\"\"") + '"';
    }
}
