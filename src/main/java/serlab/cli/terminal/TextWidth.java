package serlab.cli.terminal;

import java.util.stream.IntStream;

/**
 * Width of text on a terminal, in columns: a character of Chinese, Japanese or Korean takes two, a mark over another none.
 *
 * <p>Source: Unicode Standard Annex 11, "East Asian width": the blocks whose characters are wide or full-width.
 */
public final class TextWidth {
    /** First and last character of each block, ascending. */
    private static final int[] WIDE = {0x1100, 0x115F, 0x2E80, 0x303E, 0x3041, 0x4DBF, 0x4E00, 0xA4CF, 0xA960, 0xA97F, 0xAC00, 0xD7A3,
        0xF900, 0xFAFF, 0xFE30, 0xFE6F, 0xFF00, 0xFF60, 0xFFE0, 0xFFE6, 0x1F300, 0x1F64F, 0x1F900, 0x1F9FF, 0x20000, 0x3FFFD};

    private TextWidth() {
    }

    /** Columns that a text takes. */
    public static int of(String text) {
        return text.codePoints().map(TextWidth::columns).sum();
    }

    /** The blanks that fill a text up to a width; none where it is as wide. */
    public static String gap(String text, int width) {
        return " ".repeat(Math.max(0, width - of(text)));
    }

    private static int columns(int point) {
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        return IntStream.range(0, WIDE.length / 2).anyMatch(i -> point >= WIDE[2 * i] && point <= WIDE[2 * i + 1]) ? 2 : 1;
    }
}
