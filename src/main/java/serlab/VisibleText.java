package serlab;

import java.util.Locale;

/**
 * Text from data as a terminal may show it: control characters, which move the cursor, change colors or turn the
 * direction of writing, are written as {@code \}{@code u001b}. JSON texts stay the same values.
 */
public final class VisibleText {
    private VisibleText() {
    }

    /** On one line: line breaks and tabs are escaped too. */
    public static String line(String text) {
        return escaped(text, false);
    }

    /** Line breaks and tabs stay. */
    public static String lines(String text) {
        return escaped(text, true);
    }

    private static String escaped(String text, boolean lines) {
        if (text.chars().noneMatch(c -> hidden(c, lines))) {
            return text;
        }
        StringBuilder visible = new StringBuilder();
        text.chars().forEach(c -> visible.append(hidden(c, lines) ? escape(c) : String.valueOf((char) c)));
        return visible.toString();
    }

    private static String escape(int c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> String.format(Locale.ROOT, "\\u%04x", c);
        };
    }

    private static boolean hidden(int c, boolean lines) {
        if (lines && (c == '\n' || c == '\t')) {
            return false;
        }
        return Character.isISOControl(c) || c == 0x2028 || c == 0x2029 || c >= 0x202A && c <= 0x202E
                || c >= 0x2066 && c <= 0x2069;
    }
}
