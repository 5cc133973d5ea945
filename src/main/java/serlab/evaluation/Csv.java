package serlab.evaluation;

/** Writes one field of a comma separated table (RFC 4180). */
final class Csv {
    private Csv() {
    }

    /** The text itself, or in double quotes when it holds a comma, a quote or a line break. */
    static String field(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
