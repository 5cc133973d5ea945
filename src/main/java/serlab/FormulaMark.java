package serlab;

import java.util.regex.Pattern;

/**
 * The apostrophe that CSV files of this program have before a text that a spreadsheet would take for a formula: one that
 * begins with {@code =}, {@code +}, {@code -}, {@code @}, a tab or a carriage return and is no number. A text that already
 * has apostrophes there gets one more, so that {@link #removed} gives back every text that {@link #put} was given.
 */
public final class FormulaMark {
    private static final String MARK = "'";
    private static final Pattern FORMULA =
            Pattern.compile("'*[=+\\-@\\t\\r\\uFF1D\\uFF0B\\uFF0D\\uFF20].*", Pattern.DOTALL);
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d+)?|[+-]?Infinity");

    private FormulaMark() {
    }

    /** The text as a CSV cell holds it, before any quotes. */
    public static String put(String text) {
        return FORMULA.matcher(text).matches() && !NUMBER.matcher(text).matches() ? MARK + text : text;
    }

    /** The text of a cell, without its quotes. */
    public static String removed(String cell) {
        return cell.startsWith(MARK) && FORMULA.matcher(cell).matches() ? cell.substring(MARK.length()) : cell;
    }
}
