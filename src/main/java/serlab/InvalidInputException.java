package serlab;

/**
 * The request or its input is wrong. The message is one line that names the offending value, what was expected and how
 * to mend it; the command line prints it as it is and exits with code 2.
 */
public class InvalidInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 4000;
    /** Set where the message alone is shown, as under the cell of a notebook: there is no stack trace then. */
    private static final boolean BRIEF = Boolean.getBoolean("serlab.brief");

    /** @param message values from data may stand in it as they are: control characters are escaped, endless ones cut */
    public InvalidInputException(String message) {
        this(message, null);
    }

    public InvalidInputException(String message, Throwable cause) {
        super(shown(message), BRIEF ? null : cause, true, !BRIEF);
    }

    private static String shown(String message) {
        String line = VisibleText.line(String.valueOf(message));
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "… (" + line.length() + " characters)";
    }
}
