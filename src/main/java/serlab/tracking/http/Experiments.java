package serlab.tracking.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import serlab.tracking.server.PythonEnvironment;

/** The experiments of a server, by name. */
public final class Experiments {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final MlflowConnection connection;

    public Experiments(MlflowConnection connection) {
        this.connection = connection;
    }

    /** The id of an experiment, which is made where it is missing and then tagged as one of trained models. */
    public String idOf(String name, String kindTag) throws UnreachableException, RefusedException {
        JsonNode found = find(name);
        if (found.isMissingNode()) {
            try {
                String id = connection.post("experiments/create", JSON.createObjectNode().put("name", name))
                        .get("experiment_id").asText();
                connection.post("experiments/set-experiment-tag", JSON.createObjectNode().put("experiment_id", id)
                        .put("key", kindTag).put("value", "custom_model_development"));
                return id;
            } catch (RefusedException e) {
                if (!e.alreadyExists()) {
                    throw e;
                }
                found = find(name);
            }
        }
        if (isDeleted(found)) {
            throw new RefusedException(deleted(found), 0);
        }
        return found.get("experiment_id").asText();
    }

    public static boolean isDeleted(JsonNode experiment) {
        return experiment.path("lifecycle_stage").asText().equals("deleted");
    }

    /** Says that an experiment has been deleted, and how it comes back. */
    public String deleted(JsonNode experiment) {
        return "MLflow experiment '" + experiment.path("name").asText() + "' has been deleted; use another name, or restore "
                + "it, with runs of it that were deleted before: MLFLOW_TRACKING_URI=" + connection.address() + " "
                + PythonEnvironment.program("mlflow") + " experiments restore --experiment-id "
                + experiment.path("experiment_id").asText();
    }

    /** The experiment, or a missing node. */
    public JsonNode find(String name) throws UnreachableException, RefusedException {
        try {
            return connection.get("experiments/get-by-name", Map.of("experiment_name", name)).path("experiment");
        } catch (RefusedException e) {
            if (e.notFound()) {
                return JSON.missingNode();
            }
            throw e;
        }
    }
}
