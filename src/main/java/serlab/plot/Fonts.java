package serlab.plot;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import serlab.InvalidInputException;

/** The typefaces of all figures, and whether this Java runtime can draw them. */
final class Fonts {
    static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 17);
    static final Font AXIS = new Font(Font.SANS_SERIF, Font.BOLD, 13);
    static final Font BODY = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
    static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
    private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);
    private static final String ELLIPSIS = "…";

    private Fonts() {
    }

    /**
     * Measures a letter, which is where a runtime without fonts fails.
     *
     * @throws InvalidInputException when no font can be loaded, naming what to install
     */
    static void requireUsable() {
        try {
            TITLE.getStringBounds("M", CONTEXT);
        } catch (RuntimeException | LinkageError | InternalError e) {
            throw new InvalidInputException("this Java runtime finds no fonts, so figures cannot be drawn; install the packages "
                    + "fontconfig and fonts-dejavu-core (Debian, Ubuntu) or go on without figures", e);
        }
    }

    /** Advance width of a text in points. */
    static double width(String text, Font font) {
        return font.getStringBounds(text, CONTEXT).getWidth();
    }

    /** A label as shown: capitalized. */
    static String shown(String label) {
        return label.isEmpty() ? label : Character.toUpperCase(label.charAt(0)) + label.substring(1);
    }

    /** The text, or as much of it as fits into {@code width} points followed by an ellipsis. */
    static String fitted(String text, Font font, double width) {
        if (width(text, font) <= width) {
            return text;
        }
        int length = text.length();
        while (length > 0 && width(text.substring(0, length) + ELLIPSIS, font) > width) {
            length--;
        }
        return text.substring(0, length) + ELLIPSIS;
    }
}
