package serlab.tracking.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import serlab.InvalidInputException;
import serlab.evaluation.Interval;
import serlab.tracking.ArtifactPath;
import serlab.tracking.TrackingUnavailableException;
import serlab.tracking.http.MlflowConnection;
import serlab.tracking.http.RefusedException;
import serlab.tracking.http.UnreachableException;
import serlab.tracking.server.Destination;

/** Reads logged models and keeps the registry of an MLflow server. */
public final class ModelRegistry {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCORE = "val/best_uar";

    private final MlflowConnection connection;

    /** @throws TrackingUnavailableException if the project's own server cannot be started */
    public ModelRegistry(Destination destination) throws TrackingUnavailableException {
        this.connection = new MlflowConnection(destination.connect());
    }

    /**
     * The id of the model that a run logged. A run of an experiment over folds stands for the best of its trainings on
     * validation clips.
     *
     * @throws InvalidInputException if there is no such run, or it has no model
     */
    public String modelOfRun(String runId) throws TrackingUnavailableException {
        JsonNode run = get("runs/get", Map.of("run_id", runId)).path("run");
        String best = modelOf(run);
        double score = -1;
        if (best.isEmpty()) {
            for (JsonNode child : children(run)) {
                double own = metric(child, SCORE).orElse(0);
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
            version = get("registered-models/alias", Map.of("name", parts[0], "alias", parts[1]));
        } else if (name.matches("[^@/]+/[0-9]+")) {
            String[] parts = name.split("/");
            version = get("model-versions/get", Map.of("name", parts[0], "version", parts[1]));
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

    /** The 95 % interval of the test UAR of a logged model, if the run that made it holds one. */
    public Optional<Interval> interval(String modelId) throws TrackingUnavailableException {
        String run = get("logged-models/" + ArtifactPath.encode(modelId), Map.of()).at("/model/info/source_run_id").asText("");
        if (run.isEmpty()) {
            return Optional.empty();
        }
        JsonNode made = get("runs/get", Map.of("run_id", run)).path("run");
        OptionalDouble low = metric(made, "test/uar_low");
        OptionalDouble high = metric(made, "test/uar_high");
        return low.isPresent() && high.isPresent() ? Optional.of(new Interval(low.getAsDouble(), high.getAsDouble()))
                : Optional.empty();
    }

    /** Every version of every registered model. */
    public List<RegisteredVersion> versions() throws TrackingUnavailableException {
        return answer(() -> connection.search("model-versions/search", Map.of(), "model_versions")).stream()
                .map(ModelRegistry::version).toList();
    }

    /** Makes a logged model the next version of a registered model, which is made if it is new. */
    public RegisteredVersion register(String modelId, String runId, String name, Map<String, String> tags)
            throws TrackingUnavailableException {
        if (name.isBlank() || name.matches(".*[/:@].*")) {
            throw new InvalidInputException("model name '" + name + "' is blank or holds one of / : @; choose another");
        }
        JsonNode known = get("registered-models/search",
                Map.of("max_results", "1", "filter", "name = '" + name.replace("'", "\\'") + "'"));
        if (known.path("registered_models").isEmpty()) {
            post("registered-models/create", JSON.createObjectNode().put("name", name));
        }
        return version(post("model-versions/create", newVersion(modelId, runId, name, tags)).path("model_version"));
    }

    /** The request for one more version of a registered model. */
    public static ObjectNode newVersion(String modelId, String runId, String name, Map<String, String> tags) {
        ObjectNode request = JSON.createObjectNode().put("name", name).put("source", "models:/" + modelId)
                .put("run_id", runId).put("model_id", modelId).put("description", RegisteredVersion.description(tags));
        ArrayNode list = request.putArray("tags");
        new TreeMap<>(tags).forEach((key, value) -> list.addObject().put("key", key).put("value", value));
        return request;
    }

    /** Fetches the files of a logged model; the folder appears whole or not at all. */
    public void download(String modelId, Path folder) throws TrackingUnavailableException {
        String store = get("logged-models/" + ArtifactPath.encode(modelId), Map.of()).at("/model/info/artifact_uri").asText();
        answer(() -> {
            new ModelDownload(connection, store, modelId).fetch(folder);
            return null;
        });
    }

    private List<JsonNode> children(JsonNode run) throws TrackingUnavailableException {
        ObjectNode search = JSON.createObjectNode()
                .put("filter", "tags.`mlflow.parentRunId` = '" + run.path("info").path("run_id").asText() + "'");
        search.putArray("experiment_ids").add(run.path("info").path("experiment_id").asText());
        return answer(() -> connection.search("runs/search", search, "runs"));
    }

    private static String modelOf(JsonNode run) {
        return run.path("outputs").path("model_outputs").path(0).path("model_id").asText("");
    }

    private static OptionalDouble metric(JsonNode run, String name) {
        for (JsonNode metric : run.path("data").path("metrics")) {
            if (metric.path("key").asText().equals(name)) {
                return OptionalDouble.of(metric.path("value").asDouble());
            }
        }
        return OptionalDouble.empty();
    }

    private static RegisteredVersion version(JsonNode node) {
        Map<String, String> tags = new HashMap<>();
        node.path("tags").forEach(tag -> tags.put(tag.path("key").asText(), tag.path("value").asText()));
        String source = node.path("source").asText();
        String id = node.path("model_id").asText(source.startsWith("models:/m-") ? source.substring(8) : "");
        return new RegisteredVersion(node.path("name").asText(), node.path("version").asText(),
                node.path("run_id").asText(""), id, tags, node.path("creation_timestamp").asLong());
    }

    /** A request to the server. */
    private interface Question<T> {
        T ask() throws UnreachableException, RefusedException, IOException;
    }

    private JsonNode get(String path, Map<String, String> query) throws TrackingUnavailableException {
        return answer(() -> connection.get(path, query));
    }

    private JsonNode post(String path, ObjectNode body) throws TrackingUnavailableException {
        return answer(() -> connection.post(path, body));
    }

    private <T> T answer(Question<T> question) throws TrackingUnavailableException {
        try {
            return question.ask();
        } catch (RefusedException e) {
            throw new InvalidInputException("MLflow server " + connection.address() + " refused: " + e.getMessage()
                    + "; ./ser models shows what is registered", e);
        } catch (UnreachableException | IOException e) {
            throw new TrackingUnavailableException("MLflow server " + connection.address() + " did not answer: "
                    + e.getMessage(), e);
        }
    }
}
