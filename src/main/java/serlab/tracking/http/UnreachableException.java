package serlab.tracking.http;

import java.time.Duration;
import java.util.Optional;

/** The server did not take a request now and may do so later: no connection, no answer in time, 429 or 5xx. */
public final class UnreachableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Duration retryAfter;

    /** No answer at all. */
    UnreachableException(String message, Throwable cause) {
        super(message, cause);
        this.status = 0;
        this.retryAfter = null;
    }

    /** An answer that asks for patience; {@code retryAfter} may be {@code null}. */
    UnreachableException(String message, int status, Duration retryAfter) {
        super(message);
        this.status = status;
        this.retryAfter = retryAfter;
    }

    /** Whether the server stumbled over this very request, so that others may succeed. */
    public boolean stumbled() {
        return status == 500;
    }

    /** How long the server asks to be left alone. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
