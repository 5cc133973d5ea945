package serlab.serve;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.LoggerFactory;
import serlab.InvalidInputException;

/** Takes a request to what answers it, after the checks that hold for all, and puts the security headers on the answer. */
final class Router extends Handler.Abstract {
    /** Headers of every answer. */
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
    private static final int UNUSABLE = 422;

    private final ServeSettings settings;
    private final StaticFiles files = new StaticFiles();
    private final Map<String, Endpoint> reading = new LinkedHashMap<>();
    private final Map<String, Endpoint> posting = new LinkedHashMap<>();

    /** What answers a request. */
    interface Endpoint {
        Answer answer(Request request) throws IOException, InterruptedException;
    }

    Router(ServeSettings settings) {
        this.settings = settings;
    }

    Router get(String path, Endpoint endpoint) {
        reading.put(path, endpoint);
        return this;
    }

    Router post(String path, Endpoint endpoint) {
        posting.put(path, endpoint);
        return this;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Answer answer;
        try {
            answer = answer(request);
        } catch (RequestException e) {
            answer = e.answer();
        } catch (InvalidInputException e) {
            answer = new RequestException(UNUSABLE, e.getMessage()).answer();
        } catch (IOException e) {
            callback.failed(e);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answer = RequestException.busy().answer();
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(Router.class).error("request failed", e);
            answer = new RequestException(500, "the server failed; its log says why").answer();
        }
        if (!request.consumeAvailable()) {
            // the rest of a refused body is not waited for: the sender must not use this connection again
            response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
        }
        send(answer, HttpMethod.HEAD.is(request.getMethod()), response, callback);
        return true;
    }

    static void send(Answer answer, boolean headersOnly, Response response, Callback callback) {
        response.setStatus(answer.status());
        HEADERS.forEach((name, value) -> response.getHeaders().put(name, value));
        answer.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.type());
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.body().length);
        response.write(true, ByteBuffer.wrap(headersOnly ? new byte[0] : answer.body()), callback);
    }

    private Answer answer(Request request) throws IOException, InterruptedException {
        checkOrigin(request);
        String path = Request.getPathInContext(request);
        boolean post = HttpMethod.POST.is(request.getMethod());
        boolean get = HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod());
        Answer file = files.get(path);
        if (get && file != null) {
            return file;
        }
        Endpoint endpoint = post ? posting.get(path) : get ? reading.get(path) : null;
        if (endpoint != null) {
            return endpoint.answer(request);
        }
        boolean known = file != null || reading.containsKey(path) || posting.containsKey(path);
        throw known ? new RequestException(405, "this address does not take " + plain(request.getMethod()))
                : new RequestException(404, "nothing is here; the page is at /, the API at /openapi.yaml");
    }

    /** Other sites may neither post from a visitor's browser nor reach a local server under a name of their own. */
    private void checkOrigin(Request request) {
        String site = request.getHeaders().get("Sec-Fetch-Site");
        boolean page = "navigate".equals(request.getHeaders().get("Sec-Fetch-Mode"));
        if ("cross-site".equals(site) && !(page && HttpMethod.GET.is(request.getMethod()))) {
            throw new RequestException(403, "other sites may not use this server");
        }
        String host = String.valueOf(Request.getServerName(request)).toLowerCase(Locale.ROOT);
        if (settings.loopback() && !host.equals("localhost") && !host.equals("[::1]") && !host.equals("::1")
                && !host.startsWith("127.")) {
            throw new RequestException(403, "this server answers as localhost only; start it with --host to change that");
        }
    }

    private static String plain(String method) {
        return method.replaceAll("[^A-Z]", "");
    }
}
