package serlab.tracking;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import serlab.InvalidInputException;

/** Against a real server in a temporary folder whose name has a space and an accent; the last test kills it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MlflowTrackerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    static Path temporary;
    private static Path root;
    private static MlflowServer server;

    @BeforeAll
    static void startServer() throws Exception {
        root = Files.createDirectories(temporary.resolve("a projécté #1"));
        Files.createSymbolicLink(root.resolve("environment"), Path.of("environment").toAbsolutePath());
        server = MlflowServer.startOrReuse(root, OptionalInt.empty(), line -> { });
    }

    @AfterAll
    static void stopServer() throws Exception {
        MlflowServer.stop(root);
    }

    @Test
    @Order(1)
    void aSecondStartFindsTheFirst() throws Exception {
        MlflowServer again = MlflowServer.startOrReuse(root, OptionalInt.empty(), line -> { });
        assertTrue(again.reused());
        assertFalse(server.reused());
        assertEquals(server.address(), again.address());
        assertEquals(server.address(), MlflowServer.find(root).orElseThrow().address());
    }

    @Test
    @Order(2)
    void aPortInUseIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getByName("127.0.0.1"))) {
            int port = taken.getLocalPort();
            Path other = Files.createDirectories(temporary.resolve("other"));
            InvalidInputException e = assertThrows(InvalidInputException.class,
                    () -> MlflowServer.startOrReuse(other, OptionalInt.of(port), line -> { }));
            assertTrue(e.getMessage().contains("port " + port + " is in use"), e.getMessage());
        }
    }

    @Test
    @Order(3)
    void aWholeRunReadsBackOverRest() throws Exception {
        try (MlflowTracker tracker = tracker()) {
            Run parent = tracker.start(new RunRequest("ser é/ü", "parent", null, Map.of("git", "abc")));
            Run run = tracker.start(new RunRequest("ser é/ü", "child", parent.id(), Map.of()));
            Map<String, String> many = new HashMap<>();
            for (int i = 0; i < 150; i++) {
                many.put("p" + i, "v" + i);
            }
            many.put("long", "x".repeat(7000));
            many.put("odd, name?", "ünïcode \"quoted\"\nline");
            run.parameters(many);
            for (int step = 1; step <= 3; step++) {
                run.metrics(Map.of("val/uar", step / 10.0, "train/loss", Double.NaN), step);
            }
            run.tags(Map.of("note", "y".repeat(6000)));
            byte[] bytes = {0, -1, 13, 10, 7};
            run.artifact("plots/a b é+1.bin", bytes);
            run.dataset(new DatasetInput("voices", "d".repeat(40), "synthetic", "{\"shape\":[40]}", "{\"clips\":3}", "test"));
            Path model = Files.createDirectories(temporary.resolve("model/deep"));
            Files.writeString(model.resolve("net.bin"), "weights");
            run.model("net v1.0", model.getParent());
            run.finish(RunStatus.FINISHED);
            parent.close();

            assertEquals(List.of(), tracker.notices());
            JsonNode read = get("/api/2.0/mlflow/runs/get?run_id=" + run.id()).get("run");
            assertEquals("FINISHED", read.get("info").get("status").asText());
            Map<String, String> params = pairs(read.get("data").get("params"));
            assertEquals(152, params.size());
            assertEquals("ünïcode \"quoted\"\nline", params.get("odd_ name_"));
            assertEquals(6000, params.get("long").length());
            Map<String, String> tags = pairs(read.get("data").get("tags"));
            assertEquals(parent.id(), tags.get("mlflow.parentRunId"));
            assertEquals("NaN at step 3", tags.get("nonfinite.train/loss"));
            assertEquals(5000, tags.get("note").length());
            JsonNode history = get("/api/2.0/mlflow/metrics/get-history?run_id=" + run.id() + "&metric_key=val/uar").get("metrics");
            assertEquals(3, history.size());
            assertEquals(0.2, history.get(1).get("value").asDouble());
            assertEquals(2, history.get(1).get("step").asInt());
            assertArrayEquals(bytes, HTTP.send(HttpRequest.newBuilder(server.address().resolve("/get-artifact?run_id=" + run.id()
                    + "&path=" + ArtifactPath.encode("plots/a b é+1.bin"))).build(), HttpResponse.BodyHandlers.ofByteArray()).body());
            assertEquals("voices", read.get("inputs").get("dataset_inputs").get(0).get("dataset").get("name").asText());
            String modelId = read.get("outputs").get("model_outputs").get(0).get("model_id").asText();
            JsonNode info = get("/api/2.0/mlflow/logged-models/" + modelId).get("model").get("info");
            assertEquals("LOGGED_MODEL_READY", info.get("status").asText());
            assertEquals("FAILED", get("/api/2.0/mlflow/runs/get?run_id=" + parent.id()).get("run").get("info").get("status").asText());
            assertTrue(tracker.page("ser é/ü", parent, "test/uar").orElseThrow()
                    .endsWith("&orderByKey=metrics.%60test%2Fuar%60&orderByAsc=false"));
        }
    }

    @Test
    @Order(4)
    void aRefusedParameterIsNamed() {
        try (MlflowTracker tracker = tracker(); Run run = tracker.start(new RunRequest("refused", "r", null, Map.of()))) {
            run.parameters(Map.of("lr", "1"));
            run.parameters(Map.of("lr", "2"));
            assertEquals(1, tracker.notices().size());
            assertTrue(tracker.notices().get(0).startsWith("MLflow refused parameters of run 'r'"), tracker.notices().get(0));
            run.finish(RunStatus.FINISHED);
        }
    }

    @Test
    @Order(5)
    void aServerThatDiesEndsNoTraining() throws Exception {
        try (MlflowTracker tracker = tracker()) {
            Run run = tracker.start(new RunRequest("dies", "r", null, Map.of()));
            run.metrics(Map.of("loss", 1.0), 1);
            ProcessHandle process = ServerState.read(root.resolve("mlruns")).orElseThrow().process().orElseThrow();
            List<ProcessHandle> all = java.util.stream.Stream.concat(java.util.stream.Stream.of(process), process.descendants()).toList();
            assertTrue(MlflowServer.stop(root));
            assertTrue(all.stream().noneMatch(ProcessHandle::isAlive), "a process is left");
            assertFalse(MlflowServer.stop(root));

            run.metrics(Map.of("loss", 0.5), 2);
            run.artifact("plots/x.png", new byte[] {1});
            run.finish(RunStatus.FINISHED);
            Run late = tracker.start(new RunRequest("dies", "late", run.id(), Map.of()));
            late.metrics(Map.of("loss", 0.1), 1);
            late.finish(RunStatus.FINISHED);

            Path kept = root.resolve("mlruns/unsent").resolve(run.id());
            assertTrue(Files.readString(kept.resolve("events.jsonl")).contains("\"loss\":0.5"));
            assertFalse(Files.readString(kept.resolve("events.jsonl")).contains("\"loss\":1.0"));
            assertTrue(Files.exists(kept.resolve("artifacts/plots/x.png")));
            assertTrue(Files.readString(kept.resolve("run.json")).contains("FINISHED"));
            assertTrue(Files.exists(root.resolve("mlruns/unsent").resolve(late.id()).resolve("events.jsonl")));
            assertEquals(1, tracker.notices().size(), tracker.notices().toString());
        }
    }

    @Test
    @Order(6)
    void aFolderThatCannotBeMadeIsUnavailable() throws Exception {
        Path file = Files.writeString(temporary.resolve("file"), "");
        assertThrows(TrackingUnavailableException.class,
                () -> MlflowServer.startOrReuse(file, OptionalInt.empty(), line -> { }));
    }

    @Test
    void anAddressThatIsNoServersIsRejected() {
        assertThrows(InvalidInputException.class, () -> new MlflowTracker(URI.create("file:/x"), temporary));
    }

    private static MlflowTracker tracker() {
        return new MlflowTracker(server.address(), root.resolve("mlruns"));
    }

    private static JsonNode get(String path) throws Exception {
        return JSON.readTree(HTTP.send(HttpRequest.newBuilder(URI.create(server.address() + path)).build(),
                HttpResponse.BodyHandlers.ofString()).body());
    }

    private static Map<String, String> pairs(JsonNode entries) {
        Map<String, String> pairs = new HashMap<>();
        entries.forEach(entry -> pairs.put(entry.get("key").asText(), entry.get("value").asText()));
        return pairs;
    }
}
