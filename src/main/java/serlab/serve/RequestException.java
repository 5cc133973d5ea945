package serlab.serve;

import java.util.Map;

/** A request that is refused; the message is one line for whoever sent it. */
final class RequestException extends RuntimeException {
    /** What is said of a request that is not looked at, at whatever address. */
    static final Map<ErrorCode, String> UNSEEN = Map.of(
            ErrorCode.BAD_REQUEST, "this is no request of HTTP that can be understood; expected one such as GET /health HTTP/1.1 with a header Host",
            ErrorCode.URI_TOO_LONG, "the address is longer than is taken, " + (PredictionServer.HEADER_BYTES >> 10)
                    + " KB with the headers; send what is long in the body",
            ErrorCode.EXPECTATION_FAILED, "the header Expect asks for something else than 100-continue; leave it out",
            ErrorCode.HEADERS_TOO_LARGE, "the headers are longer than is taken, " + (PredictionServer.HEADER_BYTES >> 10)
                    + " KB together; send fewer or shorter ones",
            ErrorCode.INTERNAL_ERROR, "the server failed; its log says why",
            ErrorCode.HTTP_VERSION_NOT_SUPPORTED, "this version of HTTP is not spoken here; expected HTTP/1.1");

    private static final long serialVersionUID = 1L;
    private final ErrorCode code;
    private final int status;
    private final transient Map<String, String> headers;

    RequestException(ErrorCode code, String message) {
        this(code, code.status(), message, Map.of());
    }

    private RequestException(ErrorCode code, int status, String message, Map<String, String> headers) {
        super(message);
        this.code = code;
        this.status = status;
        this.headers = headers;
    }

    /** The server has as much work as it takes; try again shortly. */
    static RequestException busy() {
        return busy(ErrorCode.TEMPORARILY_UNAVAILABLE, "the server is busy; try again in a few seconds");
    }

    /** There is as much of something as may be, which the message names; try again shortly. */
    static RequestException busy(ErrorCode code, String message) {
        return new RequestException(code, code.status(), message, Map.of("Retry-After", "2"));
    }

    /** An address does not take a method. */
    static RequestException method(String method, String allowed) {
        return new RequestException(ErrorCode.METHOD_NOT_ALLOWED, ErrorCode.METHOD_NOT_ALLOWED.status(), "this address does not take " + method.replaceAll("[^A-Z]", "") + " but " + allowed,
                Map.of("Allow", allowed));
    }

    /** A refusal or failure before a request is looked at, of which only the HTTP status is known. */
    static RequestException unseen(int status) {
        ErrorCode code = ErrorCode.ofStatus(status);
        return new RequestException(code, status, UNSEEN.getOrDefault(code, UNSEEN.get(ErrorCode.BAD_REQUEST)), Map.of());
    }

    /** As MLflow's scoring server words errors, with {@code error} for the page. */
    Reply reply() {
        Reply plain = Reply.json(status, Map.of("error", getMessage(), "message", getMessage(), "error_code", code.name()));
        return new Reply(status, plain.type(), plain.body(), headers);
    }
}
