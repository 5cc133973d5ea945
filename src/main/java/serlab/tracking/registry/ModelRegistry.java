package serlab.tracking.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mlflow.api.proto.ModelRegistry.ModelVersion;
import org.mlflow.api.proto.Service.Metric;
import org.mlflow.api.proto.Service.Run;
import serlab.InvalidInputException;
import serlab.Mappers;
import serlab.evaluation.Interval;
import serlab.tracking.ArtifactPath;
import serlab.tracking.TrackingUnavailableException;
import serlab.tracking.http.MlflowConnection;
import serlab.tracking.http.MlflowReader;
import serlab.tracking.http.RefusedException;
import serlab.tracking.http.UnreachableException;
import serlab.tracking.server.Destination;

/** Reader of logged models and keeper of the registry of an MLflow server. */
public final class ModelRegistry {
    private static final String SCORE = "val/best_uar";
    private static final Pattern MODEL_ID = Pattern.compile("\\bm-[0-9a-f]{32}\\b");

    private final MlflowConnection connection;
    private final MlflowReader reader;

    /** @throws TrackingUnavailableException if the project's own server cannot be started */
    public ModelRegistry(Destination destination) throws TrackingUnavailableException {
        this.connection = new MlflowConnection(destination.connect());
        this.reader = new MlflowReader(connection);
    }

    /**
     * The id of the model that a run logged. A run of an experiment over folds stands for the best of its trainings on
     * validation clips.
     *
     * @throws InvalidInputException if there is no such run, or it has no model
     */
    public String modelOfRun(String runId) throws TrackingUnavailableException {
        String best = modelOf(runId);
        if (best.isEmpty()) {
            Run run = answer(() -> reader.run(runId));
            for (Run child : bestFirst(children(run))) {
                best = best.isEmpty() ? modelOf(child.getInfo().getRunId()) : best;
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
        ModelVersion version;
        if (MODEL_ID.matcher(name).matches()) {
            return name;
        } else if (name.matches("[^@/]+@[^@/]+")) {
            String[] parts = name.split("@");
            version = answer(() -> reader.aliased(parts[0], parts[1]));
        } else if (name.matches("[^@/]+/[0-9]+")) {
            String[] parts = name.split("/");
            version = answer(() -> reader.version(parts[0], parts[1]));
        } else {
            throw new InvalidInputException("models:/" + name + " names no model; expected models:/NAME/VERSION or "
                    + "models:/NAME@ALIAS");
        }
        String id = version(version).modelId();
        if (id.isEmpty()) {
            throw new InvalidInputException("models:/" + name + " is not a model of this program");
        }
        return id;
    }

    /** The server's address, without a name or password. */
    public URI address() {
        return connection.address();
    }

    /** The 95 % interval of the test UAR of a logged model, if the run that made it holds one. */
    public Optional<Interval> interval(String modelId) throws TrackingUnavailableException {
        String run = get("logged-models/" + ArtifactPath.encode(modelId), Map.of()).at("/model/info/source_run_id").asText("");
        if (run.isEmpty()) {
            return Optional.empty();
        }
        Run made = answer(() -> reader.run(run));
        OptionalDouble low = metric(made, "test/uar_low");
        OptionalDouble high = metric(made, "test/uar_high");
        return low.isPresent() && high.isPresent() ? Optional.of(new Interval(low.getAsDouble(), high.getAsDouble()))
                : Optional.empty();
    }

    /** Every version of every registered model. */
    public List<RegisteredVersion> versions() throws TrackingUnavailableException {
        return answer(() -> reader.versions("")).stream().map(ModelRegistry::version).toList();
    }

    /** Makes a logged model the next version of a registered model, which is made if it is new. */
    public RegisteredVersion register(String modelId, String runId, String name, Map<String, String> tags)
            throws TrackingUnavailableException {
        if (name.isBlank() || name.matches(".*[/:@].*")) {
            throw new InvalidInputException("model name '" + name + "' is blank or holds one of / : @; choose another");
        }
        if (!answer(() -> reader.hasModel(name))) {
            post("registered-models/create", Mappers.JSON.createObjectNode().put("name", name));
        }
        JsonNode made = post("model-versions/create", newVersion(modelId, runId, name, tags)).path("model_version");
        return new RegisteredVersion(name, made.path("version").asText(), runId, modelId, tags,
                made.path("creation_timestamp").asLong());
    }

    /** The request for one more version of a registered model. */
    public static ObjectNode newVersion(String modelId, String runId, String name, Map<String, String> tags) {
        ObjectNode request = Mappers.JSON.createObjectNode().put("name", name).put("source", "models:/" + modelId)
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

    private List<Run> children(Run run) throws TrackingUnavailableException {
        return answer(() -> reader.runs(run.getInfo().getExperimentId(),
                "tags.`mlflow.parentRunId` = '" + run.getInfo().getRunId() + "'"));
    }

    /** By their score on validation clips; of equal ones the first. */
    private static List<Run> bestFirst(List<Run> runs) {
        return runs.stream().sorted(Comparator.comparingDouble(run -> -metric(run, SCORE).orElse(0))).toList();
    }

    /** The model that a run itself put out; empty if there is none. */
    private String modelOf(String runId) throws TrackingUnavailableException {
        return get("runs/get", Map.of("run_id", runId)).at("/run/outputs/model_outputs").path(0).path("model_id").asText("");
    }

    private static OptionalDouble metric(Run run, String name) {
        return run.getData().getMetricsList().stream().filter(metric -> metric.getKey().equals(name))
                .mapToDouble(Metric::getValue).findFirst();
    }

    /** The logged model is known by its id in the version's address: {@code models:/ID}, or the folder of its files. */
    private static RegisteredVersion version(ModelVersion version) {
        Map<String, String> tags = new HashMap<>();
        version.getTagsList().forEach(tag -> tags.put(tag.getKey(), tag.getValue()));
        Matcher id = MODEL_ID.matcher(version.getSource());
        return new RegisteredVersion(version.getName(), version.getVersion(), version.getRunId(),
                id.find() ? id.group() : "", tags, version.getCreationTimestamp());
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
