package serlab.tracking.http;

import java.util.Optional;
import org.mlflow.api.proto.Service.Experiment;
import serlab.Mappers;
import serlab.tracking.server.PythonEnvironment;

/** The experiments of a server, by name. */
public final class Experiments {
    private final MlflowConnection connection;

    public Experiments(MlflowConnection connection) {
        this.connection = connection;
    }

    /** The id of an experiment, which is made where it is missing and then tagged as one of trained models. */
    public String idOf(String name, String kindTag) throws UnreachableException, RefusedException {
        Optional<Experiment> found = find(name);
        if (found.isEmpty()) {
            try {
                String id = connection.post("experiments/create", Mappers.JSON.createObjectNode().put("name", name))
                        .get("experiment_id").asText();
                connection.post("experiments/set-experiment-tag", Mappers.JSON.createObjectNode().put("experiment_id", id)
                        .put("key", kindTag).put("value", "custom_model_development"));
                return id;
            } catch (RefusedException e) {
                if (!e.alreadyExists()) {
                    throw e;
                }
                found = find(name);
            }
        }
        Experiment there = found.orElseThrow(() -> new RefusedException("experiment '" + name
                + "' is there already, and is not", 0));
        if (isDeleted(there)) {
            throw new RefusedException(deleted(there), 0);
        }
        return there.getExperimentId();
    }

    public static boolean isDeleted(Experiment experiment) {
        return experiment.getLifecycleStage().equals("deleted");
    }

    /** Says that an experiment has been deleted, and how it comes back. */
    public String deleted(Experiment experiment) {
        return "MLflow experiment '" + experiment.getName() + "' has been deleted; use another name, or restore "
                + "it, with runs of it that were deleted before: MLFLOW_TRACKING_URI=" + connection.address() + " "
                + PythonEnvironment.program("mlflow") + " experiments restore --experiment-id "
                + experiment.getExperimentId();
    }

    /** The experiment of a name, deleted ones too. */
    public Optional<Experiment> find(String name) throws UnreachableException, RefusedException {
        return new MlflowReader(connection).experiment(name);
    }
}
