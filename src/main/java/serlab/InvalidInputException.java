package serlab;

/**
 * The request or its input is wrong. The message is one line that names the offending value, what was expected and how
 * to mend it; the command line prints it as it is and exits with code 2.
 */
public final class InvalidInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidInputException(String message) {
        super(message);
    }

    public InvalidInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
