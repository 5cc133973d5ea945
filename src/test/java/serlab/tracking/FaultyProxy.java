package serlab.tracking;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Stands before a real server and spoils some of the traffic. */
final class FaultyProxy implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI behind;
    private final Function<HttpExchange, Fault> faults;

    /** What happens to a request. */
    enum Fault {
        /** Nothing. */
        NONE,
        /** The server never sees it; 503. */
        UNAVAILABLE,
        /** The server never sees it; 500. */
        STUMBLES,
        /** The server never sees it; 429 and Retry-After 2. */
        TOO_MANY,
        /** The server does it, but the connection breaks before the answer. */
        ANSWER_LOST
    }

    FaultyProxy(URI behind, Function<HttpExchange, Fault> faults) throws IOException {
        this.behind = behind;
        this.faults = faults;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Fault fault = faults.apply(exchange);
            switch (fault) {
                case UNAVAILABLE -> exchange.sendResponseHeaders(503, -1);
                case STUMBLES -> exchange.sendResponseHeaders(500, -1);
                case TOO_MANY -> {
                    exchange.getResponseHeaders().add("Retry-After", "2");
                    exchange.sendResponseHeaders(429, -1);
                }
                default -> {
                    HttpResponse<byte[]> answer = forward(exchange, body);
                    if (fault == Fault.NONE) {
                        exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
                        exchange.getResponseBody().write(answer.body());
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(behind + exchange.getRequestURI().toString()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type != null) {
            request.header("Content-Type", type);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
