package serlab.tracking;

/** The local tracking server cannot be had here. The message is one line with the reason; work can go on without it. */
public final class TrackingUnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    public TrackingUnavailableException(String message) {
        super(message);
    }

    public TrackingUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
