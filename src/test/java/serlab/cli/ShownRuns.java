package serlab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an MLflow server shows of its runs, by its REST API.
 *
 * @param server its address
 */
record ShownRuns(URI server) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    void tag(String run, String key, String value) throws Exception {
        post("runs/set-tag", JSON.createObjectNode().put("run_id", run).put("key", key).put("value", value));
    }

    JsonNode run(String id) throws Exception {
        assertNotNull(id);
        return get("/api/2.0/mlflow/runs/get?run_id=" + id).get("run");
    }

    List<JsonNode> children(String parent) throws Exception {
        return runs(run(parent).at("/info/experiment_id").asText(), "tags.`mlflow.parentRunId` = '" + parent + "'");
    }

    List<JsonNode> runs(String experimentName) throws Exception {
        return runs(get("/api/2.0/mlflow/experiments/get-by-name?experiment_name=" + experimentName.replace(" ", "%20"))
                .at("/experiment/experiment_id").asText(), "");
    }

    List<JsonNode> runs(String experiment, String filter) throws Exception {
        String body = JSON.createObjectNode().put("filter", filter)
                .set("experiment_ids", JSON.createArrayNode().add(experiment)).toString();
        HttpRequest request = HttpRequest.newBuilder(URI.create(server + "/api/2.0/mlflow/runs/search"))
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)).build();
        List<JsonNode> runs = new ArrayList<>();
        JSON.readTree(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body()).path("runs").forEach(runs::add);
        return runs;
    }

    Set<String> artifacts(String run, String folder) throws Exception {
        Set<String> files = new TreeSet<>();
        JsonNode listed = get("/api/2.0/mlflow/artifacts/list?run_id=" + run + (folder.isEmpty() ? "" : "&path=" + folder));
        for (JsonNode file : listed.path("files")) {
            String path = file.get("path").asText();
            if (file.path("is_dir").asBoolean()) {
                files.addAll(artifacts(run, path));
            } else {
                files.add(path);
            }
        }
        return files;
    }

    JsonNode get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server + path)).build();
        return JSON.readTree(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    void post(String path, JsonNode body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server + "/api/2.0/mlflow/" + path))
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body.toString())).build();
        assertEquals(200, HTTP.send(request, HttpResponse.BodyHandlers.ofString()).statusCode(), path);
    }

    static Map<String, String> pairs(JsonNode entries) {
        Map<String, String> pairs = new HashMap<>();
        entries.forEach(entry -> pairs.put(entry.get("key").asText(), entry.get("value").asText()));
        return pairs;
    }
}
