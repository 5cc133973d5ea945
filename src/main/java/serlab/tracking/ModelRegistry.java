package serlab.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import serlab.InvalidInputException;

/** Reads logged models and keeps the registry of an MLflow server. */
public final class ModelRegistry implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCORE = "val/best_uar";
    private static final int PAGE = 200;

    private final MlflowConnection connection;
    private final ModelDownload download;

    /** @param tracking address of the server; who asks stands in the same variables as for {@link MlflowTracker} */
    public ModelRegistry(URI tracking) {
        URI address = URI.create(tracking.toString().replaceAll("/+$", ""));
        Credentials credentials = Credentials.of(System.getenv());
        this.connection = new MlflowConnection(address, credentials);
        this.download = new ModelDownload(address, credentials);
    }

    /**
     * The id of the model that a run logged. A run of an experiment over folds stands for the best of its trainings on
     * validation clips.
     *
     * @throws InvalidInputException if there is no such run, or it has no model
     */
    public String modelOfRun(String runId) throws TrackingUnavailableException {
        JsonNode run = get("runs/get?run_id=" + encoded(runId)).path("run");
        String best = modelOf(run);
        double score = -1;
        if (best.isEmpty()) {
            for (JsonNode child : children(run)) {
                double own = metric(child, SCORE);
                String model = modelOf(child);
                if (!model.isEmpty() && own > score) {
                    best = model;
                    score = own;
                }
            }
        }
        if (best.isEmpty()) {
            throw new InvalidInputException("run " + runId + " has no model; name the run of an experiment or training");
        }
        return best;
    }

    /**
     * The id of a registered model.
     *
     * @param name {@code NAME/VERSION}, {@code NAME@ALIAS} or the id of a logged model
     * @throws InvalidInputException if there is none
     */
    public String registered(String name) throws TrackingUnavailableException {
        JsonNode version;
        if (name.matches("m-[0-9a-f]{32}")) {
            return name;
        } else if (name.matches("[^@/]+@[^@/]+")) {
            String[] parts = name.split("@");
            version = get("registered-models/alias?name=" + encoded(parts[0]) + "&alias=" + encoded(parts[1]));
        } else if (name.matches("[^@/]+/[0-9]+")) {
            String[] parts = name.split("/");
            version = get("model-versions/get?name=" + encoded(parts[0]) + "&version=" + parts[1]);
        } else {
            throw new InvalidInputException("models:/" + name + " names no model; expected models:/NAME/VERSION or "
                    + "models:/NAME@ALIAS");
        }
        String id = version(version.path("model_version")).modelId();
        if (id.isEmpty()) {
            throw new InvalidInputException("models:/" + name + " is not a model of this program");
        }
        return id;
    }

    /** Every version of every registered model. */
    public List<RegisteredVersion> versions() throws TrackingUnavailableException {
        List<RegisteredVersion> versions = new ArrayList<>();
        String token = "";
        do {
            JsonNode page = get("model-versions/search?max_results=" + PAGE
                    + (token.isEmpty() ? "" : "&page_token=" + encoded(token)));
            page.path("model_versions").forEach(node -> versions.add(version(node)));
            token = page.path("next_page_token").asText("");
        } while (!token.isEmpty());
        return versions;
    }

    /** Makes a logged model the next version of a registered model, which is made if it is new. */
    public RegisteredVersion register(String modelId, String runId, String name, Map<String, String> tags)
            throws TrackingUnavailableException {
        if (name.isBlank() || name.matches(".*[/:@].*")) {
            throw new InvalidInputException("model name '" + name + "' is blank or holds one of / : @; choose another");
        }
        JsonNode known = get("registered-models/search?max_results=1&filter="
                + encoded("name = '" + name.replace("'", "\\'") + "'"));
        if (known.path("registered_models").isEmpty()) {
            post("registered-models/create", JSON.createObjectNode().put("name", name));
        }
        ObjectNode request = JSON.createObjectNode().put("name", name).put("source", "models:/" + modelId)
                .put("run_id", runId).put("model_id", modelId);
        ArrayNode list = request.putArray("tags");
        tags.forEach((key, value) -> list.addObject().put("key", key).put("value", value));
        return version(post("model-versions/create", request).path("model_version"));
    }

    /** Fetches the files of a logged model; the folder appears whole or not at all. */
    public void download(String modelId, Path folder) throws TrackingUnavailableException {
        String store = get("logged-models/" + encoded(modelId)).path("model").path("info").path("artifact_uri").asText();
        download.fetch(store, modelId, folder);
    }

    private List<JsonNode> children(JsonNode run) throws TrackingUnavailableException {
        ObjectNode search = JSON.createObjectNode()
                .put("filter", "tags.`mlflow.parentRunId` = '" + run.path("info").path("run_id").asText() + "'")
                .put("max_results", PAGE);
        search.putArray("experiment_ids").add(run.path("info").path("experiment_id").asText());
        List<JsonNode> children = new ArrayList<>();
        post("runs/search", search).path("runs").forEach(children::add);
        return children;
    }

    private static String modelOf(JsonNode run) {
        return run.path("outputs").path("model_outputs").path(0).path("model_id").asText("");
    }

    private static double metric(JsonNode run, String name) {
        for (JsonNode metric : run.path("data").path("metrics")) {
            if (metric.path("key").asText().equals(name)) {
                return metric.path("value").asDouble();
            }
        }
        return 0;
    }

    private static RegisteredVersion version(JsonNode node) {
        Map<String, String> tags = new HashMap<>();
        node.path("tags").forEach(tag -> tags.put(tag.path("key").asText(), tag.path("value").asText()));
        String source = node.path("source").asText();
        String id = node.path("model_id").asText(source.startsWith("models:/m-") ? source.substring(8) : "");
        return new RegisteredVersion(node.path("name").asText(), node.path("version").asText(),
                node.path("run_id").asText(""), id, tags);
    }

    private JsonNode get(String path) throws TrackingUnavailableException {
        try {
            String answer = connection.ask(client -> client.sendGet(path));
            return JSON.readTree(answer);
        } catch (RefusedException e) {
            throw refused(e);
        } catch (UnreachableException | IOException e) {
            throw unreachable(e);
        }
    }

    private JsonNode post(String path, ObjectNode body) throws TrackingUnavailableException {
        try {
            String answer = connection.ask(client -> client.sendPost(path, body.toString()));
            return JSON.readTree(answer);
        } catch (RefusedException e) {
            throw refused(e);
        } catch (UnreachableException | IOException e) {
            throw unreachable(e);
        }
    }

    private InvalidInputException refused(Exception e) {
        return new InvalidInputException("MLflow server " + connection.address() + " refused: " + e.getMessage()
                + "; ./ser models shows what is registered", e);
    }

    private TrackingUnavailableException unreachable(Exception e) {
        return new TrackingUnavailableException("MLflow server " + connection.address() + " cannot be reached: "
                + e.getMessage(), e);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        connection.close();
    }
}
