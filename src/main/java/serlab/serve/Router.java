package serlab.serve;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Router of a request to what answers it, after the checks that hold for all and before anything of its body is read. */
final class Router extends Handler.Abstract {
    private final AllowedHosts visitors;
    private final RequestQueue reception;
    private final StaticFiles files = new StaticFiles();
    private final Map<String, Supplier<Reply>> reading = new LinkedHashMap<>();
    private final Map<String, Posting> posting = new LinkedHashMap<>();

    /**
     * An address that takes bodies.
     *
     * @param types throws a {@link RequestException} at a content type that it does not take
     */
    private record Posting(Consumer<String> types, Function<Body, Reply> reply) {
    }

    Router(AllowedHosts visitors, RequestQueue reception) {
        this.visitors = visitors;
        this.reception = reception;
    }

    Router get(String path, Supplier<Reply> reply) {
        reading.put(path, reply);
        return this;
    }

    Router post(String path, Consumer<String> types, Function<Body, Reply> reply) {
        posting.put(path, new Posting(types, reply));
        return this;
    }

    /** The addresses of the API. */
    Set<String> addresses() {
        Set<String> all = new TreeSet<>(reading.keySet());
        all.addAll(posting.keySet());
        return all;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Exchange exchange = new Exchange(request, response, callback);
        try {
            visitors.check(request);
            route(exchange, Request.getPathInContext(request));
        } catch (RequestException e) {
            reception.refuse(exchange, e);
        }
        return true;
    }

    private void route(Exchange exchange, String path) {
        String method = exchange.request().getMethod();
        Reply file = files.get(path);
        boolean readable = file != null || reading.containsKey(path);
        Posting post = posting.get(path);
        if (!readable && post == null) {
            throw new RequestException(ErrorCode.NOT_FOUND, "nothing is here; the page is at /, the API at /openapi.yaml");
        }
        String query = exchange.request().getHttpURI().getQuery();
        if (file == null && query != null && !query.isEmpty()) {
            throw new RequestException(ErrorCode.UNKNOWN_FIELD, "this address takes no parameters in its query; expected none, found '"
                    + Upload.plain(query) + "'");
        }
        if (readable && (HttpMethod.GET.is(method) || HttpMethod.HEAD.is(method))) {
            exchange.reply(file != null ? file : Reply.of(reading.get(path)));
        } else if (post != null && HttpMethod.POST.is(method)) {
            post.types().accept(exchange.request().getHeaders().get(HttpHeader.CONTENT_TYPE));
            plain(exchange.request());
            reception.take(exchange, post.reply());
        } else {
            String allowed = (readable ? "GET, HEAD, " : "") + (post != null ? "POST, " : "") + "OPTIONS";
            if (!HttpMethod.OPTIONS.is(method)) {
                throw RequestException.method(method, allowed);
            }
            exchange.reply(Reply.nothing(Map.of("Allow", allowed)));
        }
    }

    private static void plain(Request request) {
        String encoding = request.getHeaders().get(HttpHeader.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new RequestException(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "expected a body as it is, without a content encoding");
        }
    }
}
