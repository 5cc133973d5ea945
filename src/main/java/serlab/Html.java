package serlab;

/** Text in HTML. */
public final class Html {
    private Html() {
    }

    /** A text that may stand between tags and in an attribute's double quotes. */
    public static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
