package serlab.tracking.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import serlab.InvalidInputException;
import serlab.tracking.ArtifactPath;
import serlab.tracking.TrackingUnavailableException;
import serlab.tracking.http.Experiments;
import serlab.tracking.http.MlflowConnection;
import serlab.tracking.http.RefusedException;
import serlab.tracking.http.UnreachableException;
import serlab.tracking.server.Destination;

/** Reads runs from a tracking server. */
public final class TrackedRuns {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final MlflowConnection connection;

    /** @throws TrackingUnavailableException if the project's own server cannot be started */
    public TrackedRuns(Destination destination) throws TrackingUnavailableException {
        this.connection = new MlflowConnection(destination.connect());
    }

    public URI address() {
        return connection.address();
    }

    /** A question to the server. */
    private interface Question<T> {
        T ask() throws UnreachableException, RefusedException;
    }

    /**
     * The run of an id.
     *
     * @throws InvalidInputException        if there is no such run
     * @throws TrackingUnavailableException if the server does not answer
     */
    public TrackedRun run(String id) throws TrackingUnavailableException {
        return answer("run '" + id + "'", () -> read(connection.get("runs/get", Map.of("run_id", id)).get("run")));
    }

    /** The runs directly below a run, in the order they started. */
    public List<TrackedRun> children(TrackedRun parent) throws TrackingUnavailableException {
        return answer("the runs below '" + parent.id() + "'",
                () -> search(parent.experiment(), "tags.`mlflow.parentRunId` = '" + parent.id() + "'"));
    }

    /**
     * All runs of an experiment, in the order they started.
     *
     * @throws InvalidInputException        if there is no such experiment
     * @throws TrackingUnavailableException if the server does not answer
     */
    public List<TrackedRun> ofExperiment(String name) throws TrackingUnavailableException {
        return answer("experiment '" + name + "'", () -> {
            JsonNode found = new Experiments(connection).find(name);
            if (found.isMissingNode()) {
                throw new InvalidInputException("MLflow server " + connection.address() + " has no experiment '" + name
                        + "'; run it first, or check the name");
            }
            return search(found.get("experiment_id").asText(), "");
        });
    }

    private List<TrackedRun> search(String experiment, String filter) throws UnreachableException, RefusedException {
        ObjectNode query = JSON.createObjectNode().put("filter", filter);
        query.putArray("experiment_ids").add(experiment);
        query.putArray("order_by").add("attributes.start_time ASC");
        return connection.search("runs/search", query, "runs").stream().map(TrackedRuns::read).toList();
    }

    /** The bytes of a run's file. */
    public byte[] artifact(TrackedRun run, String path) throws TrackingUnavailableException {
        return answer("file " + path + " of run '" + run.id() + "'",
                () -> connection.download(run.artifacts(), new ArtifactPath(path)));
    }

    private <T> T answer(String what, Question<T> question) throws TrackingUnavailableException {
        try {
            return question.ask();
        } catch (RefusedException e) {
            throw new InvalidInputException("MLflow server " + connection.address() + " does not give " + what + ": "
                    + e.getMessage() + "; check the id and --tracking (./ser sync sends what a server has not had)", e);
        } catch (UnreachableException e) {
            throw new TrackingUnavailableException("MLflow server " + connection.address() + " cannot be reached: "
                    + e.getMessage(), e);
        }
    }

    private static TrackedRun read(JsonNode run) {
        JsonNode info = run.get("info");
        Map<String, Double> metrics = new HashMap<>();
        run.at("/data/metrics").forEach(metric -> metrics.put(metric.get("key").asText(), metric.get("value").asDouble()));
        return new TrackedRun(info.get("run_id").asText(), info.path("run_name").asText(), info.get("experiment_id").asText(),
                info.path("status").asText(), texts(run.at("/data/tags")), texts(run.at("/data/params")), metrics,
                info.get("artifact_uri").asText());
    }

    private static Map<String, String> texts(JsonNode entries) {
        Map<String, String> all = new HashMap<>();
        entries.forEach(entry -> all.put(entry.get("key").asText(), entry.path("value").asText()));
        return all;
    }
}
