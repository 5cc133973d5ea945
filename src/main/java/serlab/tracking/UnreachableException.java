package serlab.tracking;

/** The server did not take a request although asked several times: no connection, no answer, 5xx or 429. */
final class UnreachableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
