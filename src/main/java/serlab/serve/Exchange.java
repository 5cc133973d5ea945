package serlab.serve;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** A request and its reply, which is the first that is given; with the security headers. */
final class Exchange {
    /** Headers of every reply. */
    static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "media-src blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Permissions-Policy", "microphone=(self), camera=(), geolocation=()",
            "Cache-Control", "no-store");
    private static final int NO_CONTENT = 204;

    private final Request request;
    private final Response response;
    private final Callback callback;
    private final AtomicBoolean replied = new AtomicBoolean();

    Exchange(Request request, Response response, Callback callback) {
        this.request = request;
        this.response = response;
        this.callback = callback;
    }

    Request request() {
        return request;
    }

    /** Whether the sender sends a body without waiting for leave. */
    boolean bodyIsComing() {
        return (request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH) > 0
                || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING))
                && !request.getHeaders().contains(HttpHeader.EXPECT);
    }

    boolean replied() {
        return replied.get();
    }

    /** Replies to a request that has no body, or whose body has been read. */
    void reply(Reply reply) {
        if (replied.compareAndSet(false, true)) {
            send(reply, callback);
        }
    }

    /**
     * Answers before the body has been read.
     *
     * @param rest reads the rest of the body then, and ends the exchange with {@link #end} or {@link #abort}
     */
    void replyEarly(Reply reply, Runnable rest) {
        if (replied.compareAndSet(false, true)) {
            send(reply, Callback.from(rest, callback::failed));
        }
    }

    /** Answers and closes the connection, whatever is still to come. */
    void cut(Reply reply) {
        if (replied.compareAndSet(false, true)) {
            response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
            IllegalStateException cut = new IllegalStateException("cut: the body did not come in time");
            send(reply, Callback.from(() -> callback.failed(cut), callback::failed));
        }
    }

    /** The whole body has been read behind an early reply. */
    void end() {
        callback.succeeded();
    }

    /** Closes the connection. */
    void abort(Throwable why) {
        replied.set(true);
        callback.failed(why);
    }

    private void send(Reply reply, Callback then) {
        send(reply, HttpMethod.HEAD.is(request.getMethod()), response, then);
    }

    static void send(Reply reply, boolean headersOnly, Response response, Callback callback) {
        response.setStatus(reply.status());
        HEADERS.forEach((name, value) -> response.getHeaders().put(name, value));
        reply.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        if (reply.status() != NO_CONTENT) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, reply.type());
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, reply.body().length);
        }
        response.write(true, ByteBuffer.wrap(headersOnly ? new byte[0] : reply.body()), callback);
    }
}
