package serlab.tracking;

/** The server answered that a request is wrong or not allowed; asking again would not help. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
