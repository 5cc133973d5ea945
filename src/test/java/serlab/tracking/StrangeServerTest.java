package serlab.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;
import static serlab.ContentAssertions.assertLacks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import serlab.InvalidInputException;
import serlab.tracking.outbox.OutboxTracker;
import serlab.tracking.registry.ModelRegistry;
import serlab.tracking.registry.RegisteredVersion;
import serlab.tracking.registry.TrackedRuns;
import serlab.tracking.server.Destination;

/** Servers that are no MLflow's, or answer in smaller pages than they were asked for, and a proxy. */
class StrangeServerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PAGE = "<!DOCTYPE html>\n<html><head><title>Welcome\n to nginx</title></head><body>"
            + "<p>x</p>".repeat(500) + "</body></html>";

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;
    @TempDir
    Path mlruns;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 404, 502})
    void aWebPageIsOnePlainLine(int status) {
        server.createContext("/", exchange -> answer(exchange, status, PAGE));
        String message = assertThrows(InvalidInputException.class, () -> told()).getMessage();
        assertContains(message, "a web page titled 'Welcome to nginx', so no MLflow server answers here");
        assertTrue(!message.contains("<") && !message.contains("\n") && message.length() < 300, message);
    }

    private void told() {
        OutboxTracker tracker = new OutboxTracker(Destination.at(address(), Map.of()), mlruns);
        tracker.start(new RunRequest("e", "r", null, Map.of())).finish(RunStatus.FINISHED);
        tracker.close();
        throw new InvalidInputException(String.join("\n", tracker.notices()).lines().findFirst().orElse("no notice"));
    }

    /** Seven children, two at a time, whatever was asked for; the fifth is the best. */
    @Test
    void everyPageOfASearchIsRead() throws Exception {
        server.createContext("/api/2.0/mlflow/runs/get", exchange -> {
            String id = exchange.getRequestURI().getQuery().replace("run_id=", "");
            answer(exchange, 200, "{\"run\":{\"info\":{\"run_id\":\"" + id + "\",\"experiment_id\":\"1\",\"artifact_uri\":\"a\"}"
                    + (id.equals("parent") ? "" : ",\"outputs\":{\"model_outputs\":[{\"model_id\":\"" + id.replace('r', 'm')
                    + "\"}]}") + "}}");
        });
        server.createContext("/api/2.0/mlflow/runs/search", exchange -> {
            JsonNode query = JSON.readTree(exchange.getRequestBody());
            int from = query.path("page_token").asText().isEmpty() ? 0 : Integer.parseInt(query.get("page_token").asText());
            StringBuilder runs = new StringBuilder();
            for (int i = from; i < Math.min(from + 2, 7); i++) {
                runs.append(runs.isEmpty() ? "" : ",").append("{\"info\":{\"run_id\":\"r").append(i)
                        .append("\",\"experiment_id\":\"1\",\"artifact_uri\":\"a\"},\"data\":{\"metrics\":[{\"key\":\"val/best_uar\",\"value\":")
                        .append(i == 4 ? 0.9 : 0.1 * i).append("}]}}");
            }
            answer(exchange, 200, "{\"runs\":[" + runs + "]" + (from + 2 < 7 ? ",\"next_page_token\":\"" + (from + 2) + "\"" : "") + "}");
        });
        Destination destination = Destination.at(address(), Map.of());
        assertEquals("m4", new ModelRegistry(destination).modelOfRun("parent"));
        TrackedRuns runs = new TrackedRuns(destination);
        assertEquals(7, runs.children(runs.run("parent")).size());
    }

    /** Three versions, one a page; registered by its id, by the folder of its files, and by another program. */
    @Test
    void everyPageOfVersionsIsReadAndEachKnowsItsModel() throws Exception {
        String id = "m-" + "0123456789abcdef".repeat(2);
        List<String> sources = List.of("models:/" + id, "mlflow-artifacts:/1/models/" + id + "/artifacts", "s3://bucket/model");
        server.createContext("/api/2.0/mlflow/model-versions/search", exchange -> {
            Matcher token = Pattern.compile("page_token=(\\d)").matcher(exchange.getRequestURI().getQuery());
            int at = token.find() ? Integer.parseInt(token.group(1)) : 0;
            answer(exchange, 200, "{\"model_versions\":[{\"name\":\"a model\",\"version\":\"" + (at + 1) + "\",\"run_id\":\"r\","
                    + "\"creation_timestamp\":17000000000" + at + ",\"new_in_a_later_mlflow\":{},\"source\":\"" + sources.get(at)
                    + "\",\"tags\":[{\"key\":\"test_uar\",\"value\":\"0.5\"}]}]" + (at < 2 ? ",\"next_page_token\":\"" + (at + 1) + "\"" : "")
                    + "}");
        });
        List<RegisteredVersion> versions = new ModelRegistry(Destination.at(address(), Map.of())).versions();
        assertEquals(List.of("models:/a model/1", "models:/a model/2", "models:/a model/3"),
                versions.stream().map(RegisteredVersion::uri).toList());
        assertEquals(List.of(id, id, ""), versions.stream().map(RegisteredVersion::modelId).toList());
        assertEquals(0.5, versions.get(0).testUar().getAsDouble());
        assertEquals(170000000002L, versions.get(2).created());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "\"ok\"", "null", "{\"run\":3}"})
    void jsonThatIsNotMlflowsIsOnePlainLine(String json) throws Exception {
        server.createContext("/", exchange -> answer(exchange, 200, json));
        TrackedRuns runs = new TrackedRuns(Destination.at(address(), Map.of()));
        String message = assertThrows(InvalidInputException.class, () -> runs.run("1")).getMessage();
        assertContains(message, "does not give run '1': answer that is not MLflow's");
        assertLacks(message, "\n");
    }

    @Test
    void aMetricThatIsNoNumberIsRead() throws Exception {
        server.createContext("/", exchange -> answer(exchange, 200, "{\"run\":{\"info\":{\"run_id\":\"1\"},\"data\":{\"metrics\":"
                + "[{\"key\":\"loss\",\"value\":\"NaN\"},{\"key\":\"most\",\"value\":\"Infinity\"}]}}}"));
        assertEquals(Map.of("loss", Double.NaN, "most", Double.POSITIVE_INFINITY),
                new TrackedRuns(Destination.at(address(), Map.of())).run("1").metrics());
    }

    @Test
    void aServerElsewhereIsAskedThroughTheProxy() throws Exception {
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Proxy-Authorization"));
            answer(exchange, 200, "{\"run\":{\"info\":{\"run_id\":\"1\",\"experiment_id\":\"1\",\"run_name\":\"by proxy\","
                    + "\"artifact_uri\":\"a\"}}}");
        });
        Map<String, String> environment = Map.of("http_proxy", "http://ada:pw@127.0.0.1:" + address().getPort());
        Destination elsewhere = Destination.at(URI.create("http://mlflow.invalid:5000"), environment);
        assertEquals("by proxy", new TrackedRuns(elsewhere).run("1").name());
        assertEquals(List.of("GET http://mlflow.invalid:5000/api/2.0/mlflow/runs/get?run_id=1 Basic YWRhOnB3"), asked);
    }
}
