package serlab.tracking.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import serlab.Mappers;
import serlab.tracking.ArtifactPath;
import serlab.tracking.TrackingAddress;

/**
 * Single requests to one MLflow server's REST interface, each with a limit of time. An answer is a result, a refusal
 * ({@link RefusedException}), or a reason to come again later ({@link UnreachableException}).
 */
public final class MlflowConnection {
    private static final Pattern TITLE = Pattern.compile("<title[^>]*>([^<]{1,80})<", Pattern.CASE_INSENSITIVE);
    private static final int PAGE = 500;
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration UPLOAD_LIMIT = Duration.ofMinutes(10);
    private static final int TOO_MANY = 429;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int SERVER_ERROR = 500;

    private final TrackingAddress address;
    private final HttpClient http;
    private final Duration limit;

    public MlflowConnection(TrackingAddress address) {
        this(address, LIMIT);
    }

    public MlflowConnection(TrackingAddress address, Duration limit) {
        this.address = address;
        this.limit = limit;
        HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT)
                .proxy(address.proxies());
        address.trust().context().ifPresent(builder::sslContext);
        this.http = builder.build();
    }

    /** The same server with another limit of time per request. */
    public MlflowConnection within(Duration other) {
        return new MlflowConnection(address, other);
    }

    public URI address() {
        return address.uri();
    }

    /** {@code GET /api/2.0/mlflow/<path>}. */
    public JsonNode get(String path, Map<String, String> query) throws UnreachableException, RefusedException {
        String asked = query.entrySet().stream().map(e -> e.getKey() + "=" + ArtifactPath.encode(e.getValue()))
                .collect(Collectors.joining("&"));
        return json(send(request("/api/2.0/mlflow/" + path + (asked.isEmpty() ? "" : "?" + asked), limit).GET()));
    }

    public JsonNode post(String path, ObjectNode body) throws UnreachableException, RefusedException {
        return json(send(withBody("POST", path, body)));
    }

    /** All that a search by POST finds, page by page; an answer alone holds no more than the server likes. */
    public List<JsonNode> search(String path, ObjectNode query, String field) throws UnreachableException, RefusedException {
        List<JsonNode> all = new ArrayList<>();
        String token = "";
        do {
            JsonNode page = post(path, query.deepCopy().put("max_results", PAGE).put("page_token", token));
            page.path(field).forEach(all::add);
            token = page.path("next_page_token").asText("");
        } while (!token.isEmpty());
        return all;
    }

    public JsonNode patch(String path, ObjectNode body) throws UnreachableException, RefusedException {
        return json(send(withBody("PATCH", path, body)));
    }

    /** Stores bytes at {@code <artifactUri>/<path>} through the server. */
    public void put(String artifactUri, ArtifactPath path, byte[] content) throws UnreachableException, RefusedException {
        send(request(artifact(artifactUri, path), UPLOAD_LIMIT).PUT(HttpRequest.BodyPublishers.ofByteArray(content)));
    }

    /** Reads the bytes at {@code <artifactUri>/<path>} through the server. */
    public byte[] download(String artifactUri, ArtifactPath path) throws UnreachableException, RefusedException {
        return send(request(artifact(artifactUri, path), UPLOAD_LIMIT).GET());
    }

    private static String artifact(String artifactUri, ArtifactPath path) throws RefusedException {
        URI store = URI.create(artifactUri);
        if (!"mlflow-artifacts".equals(store.getScheme())) {
            throw new RefusedException("artifact store " + artifactUri
                    + " is not served by the MLflow server; start it with --artifacts-destination", 0);
        }
        return "/api/2.0/mlflow-artifacts/artifacts" + store.getRawPath() + "/" + path.encoded();
    }

    private HttpRequest.Builder withBody(String method, String path, ObjectNode body) {
        return request("/api/2.0/mlflow/" + path, limit).header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8));
    }

    private HttpRequest.Builder request(String path, Duration most) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address.uri() + path)).timeout(most);
        address.credentials().header().ifPresent(value -> request.header("Authorization", value));
        address.proxies().authorization(address.uri()).ifPresent(value -> request.header("Proxy-Authorization", value));
        return request;
    }

    private byte[] send(HttpRequest.Builder request) throws UnreachableException, RefusedException {
        HttpResponse<byte[]> answer = answer(request.build());
        int status = answer.statusCode();
        if (status >= 200 && status < 300) {
            return answer.body();
        }
        String reason = "status " + status + " " + brief(answer.body());
        if (status == TOO_MANY || status == REQUEST_TIMEOUT || status >= SERVER_ERROR) {
            throw new UnreachableException(reason, status,
                    answer.headers().firstValue("Retry-After").map(MlflowConnection::wait).orElse(null));
        }
        throw new RefusedException(reason, status);
    }

    /** The answer with its whole body within the request's limit of time. */
    private HttpResponse<byte[]> answer(HttpRequest request) throws UnreachableException {
        CompletableFuture<HttpResponse<byte[]>> pending = http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
        try {
            return pending.get(request.timeout().orElse(limit).toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            String reason = e.getCause().getMessage();
            throw new UnreachableException(reason == null ? "no connection" : line(reason), e.getCause());
        } catch (TimeoutException e) {
            pending.cancel(true);
            throw new UnreachableException("no answer within " + request.timeout().orElse(limit).toSeconds() + " s", e);
        } catch (InterruptedException e) {
            pending.cancel(true);
            Thread.currentThread().interrupt();
            throw new UnreachableException("interrupted", e);
        }
    }

    /** Seconds or a date, as HTTP has it; {@code null} for anything else. */
    private static Duration wait(String value) {
        try {
            return value.strip().matches("\\d{1,9}") ? Duration.ofSeconds(Long.parseLong(value.strip()))
                    : Duration.between(Instant.now(), ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME));
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static JsonNode json(byte[] body) throws RefusedException {
        try {
            return Mappers.JSON.readTree(new String(body, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new RefusedException("answer that is not MLflow's: " + brief(body), 0);
        }
    }

    /** What an answer says in one line; of a web page its title. */
    private static String brief(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8).strip();
        if (!text.startsWith("<")) {
            return line(text);
        }
        Matcher title = TITLE.matcher(text);
        return "with a web page" + (title.find() ? " titled '" + line(title.group(1)) + "'" : "")
                + ", so no MLflow server answers here";
    }

    private static String line(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= 300 ? line : line.substring(0, 300) + "…";
    }
}
