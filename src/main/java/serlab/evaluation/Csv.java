package serlab.evaluation;

import java.util.List;
import java.util.stream.Collectors;

/** Writes comma separated tables (RFC 4180, lines end with a line feed). */
public final class Csv {
    private Csv() {
    }

    /** One line of a table, line feed included. */
    public static String line(List<String> fields) {
        return fields.stream().map(Csv::field).collect(Collectors.joining(",", "", "\n"));
    }

    /** The text itself, or in double quotes when it holds a comma, a quote or a line break. */
    public static String field(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
