package serlab.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeSet;
import serlab.InvalidInputException;
import serlab.tracking.outbox.OutboxTracker;
import serlab.tracking.server.Destination;
import serlab.tracking.server.MlflowServer;

/** A real MLflow server on a project folder of its own, and questions to it by plain requests. */
public final class TestServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final int ATTEMPTS = 3;

    private final Path root;
    private final int port;
    private MlflowServer server;

    public TestServer(Path root) throws Exception {
        this.root = Files.createDirectories(root);
        Files.createSymbolicLink(root.resolve("environment"), Path.of("environment").toAbsolutePath());
        this.port = startAnywhere();
    }

    /** Starts at a free port, at another one if it is taken in the meantime. */
    private int startAnywhere() throws Exception {
        for (int attempt = 1; ; attempt++) {
            int free = TeamServer.freePort();
            try {
                server = MlflowServer.startOrReuse(root, OptionalInt.of(free), line -> { });
                return free;
            } catch (TrackingUnavailableException | InvalidInputException taken) {
                if (attempt == ATTEMPTS) {
                    throw taken;
                }
            }
        }
    }

    public void start() throws TrackingUnavailableException {
        server = MlflowServer.startOrReuse(root, OptionalInt.of(port), line -> { });
    }

    public boolean stop() throws TrackingUnavailableException {
        return MlflowServer.stop(root);
    }

    public Path root() {
        return root;
    }

    MlflowServer server() {
        return server;
    }

    public URI address() {
        return server.address();
    }

    public OutboxTracker tracker(Path mlruns) {
        return new OutboxTracker(Destination.at(address(), Map.of()), mlruns);
    }

    public JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(HTTP.send(HttpRequest.newBuilder(URI.create(address() + path)).build(),
                HttpResponse.BodyHandlers.ofString()).body());
    }

    public JsonNode post(String path, ObjectNode body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address() + "/api/2.0/mlflow/" + path))
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body.toString())).build();
        return JSON.readTree(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    public JsonNode run(String id) throws IOException, InterruptedException {
        return get("/api/2.0/mlflow/runs/get?run_id=" + id).get("run");
    }

    /** All runs of an experiment that are not deleted. */
    public List<JsonNode> runs(String experiment) throws IOException, InterruptedException {
        String id = get("/api/2.0/mlflow/experiments/get-by-name?experiment_name=" + ArtifactPath.encode(experiment))
                .at("/experiment/experiment_id").asText();
        List<JsonNode> all = new ArrayList<>();
        String token = "";
        do {
            ObjectNode query = JSON.createObjectNode().put("max_results", 500).put("page_token", token);
            query.putArray("experiment_ids").add(id);
            JsonNode page = post("runs/search", query);
            page.path("runs").forEach(all::add);
            token = page.path("next_page_token").asText("");
        } while (!token.isEmpty());
        return all;
    }

    public List<JsonNode> history(String run, String metric) throws IOException, InterruptedException {
        List<JsonNode> all = new ArrayList<>();
        get("/api/2.0/mlflow/metrics/get-history?max_results=25000&run_id=" + run + "&metric_key=" + metric).path("metrics")
                .forEach(all::add);
        return all;
    }

    /** Paths of all files of a run. */
    public TreeSet<String> artifacts(String run) throws IOException, InterruptedException {
        return artifacts(run, "");
    }

    private TreeSet<String> artifacts(String run, String folder) throws IOException, InterruptedException {
        TreeSet<String> files = new TreeSet<>();
        for (JsonNode file : get("/api/2.0/mlflow/artifacts/list?run_id=" + run
                + (folder.isEmpty() ? "" : "&path=" + ArtifactPath.encode(folder))).path("files")) {
            if (file.path("is_dir").asBoolean()) {
                files.addAll(artifacts(run, file.get("path").asText()));
            } else {
                files.add(file.get("path").asText());
            }
        }
        return files;
    }

    public byte[] artifact(String run, String path) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(URI.create(address() + "/get-artifact?run_id=" + run + "&path="
                + ArtifactPath.encode(path))).build(), HttpResponse.BodyHandlers.ofByteArray()).body();
    }

    public static Map<String, String> pairs(JsonNode entries) {
        Map<String, String> pairs = new HashMap<>();
        entries.forEach(entry -> pairs.put(entry.get("key").asText(), entry.get("value").asText()));
        return pairs;
    }

    @Override
    public void close() throws TrackingUnavailableException {
        stop();
    }
}
