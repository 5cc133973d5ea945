package serlab.serve;

import java.util.Map;

/** A request that is refused; the message is one line for whoever sent it. */
final class RequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final transient Map<String, String> headers;

    RequestException(int status, String message) {
        this(status, message, Map.of());
    }

    private RequestException(int status, String message, Map<String, String> headers) {
        super(message);
        this.status = status;
        this.headers = headers;
    }

    /** The server has as much work as it takes; try again shortly. */
    static RequestException busy() {
        return busy("the server is busy; try again in a few seconds");
    }

    /** There is as much of something as may be, which the message names; try again shortly. */
    static RequestException busy(String message) {
        return new RequestException(503, message, Map.of("Retry-After", "2"));
    }

    /** An address does not take a method. */
    static RequestException method(String method, String allowed) {
        return new RequestException(405, "this address does not take " + method.replaceAll("[^A-Z]", "") + " but " + allowed,
                Map.of("Allow", allowed));
    }

    /** As MLflow's scoring server words errors, with {@code error} for the page. */
    Answer answer() {
        Answer plain = Answer.json(status, Map.of("error", getMessage(), "message", getMessage(), "error_code",
                status == 503 ? "TEMPORARILY_UNAVAILABLE" : status < 500 ? "BAD_REQUEST" : "INTERNAL_ERROR"));
        return new Answer(status, plain.type(), plain.body(), headers);
    }
}
