package serlab.tracking.registry;

import java.util.Map;

/**
 * A run as the server holds it.
 *
 * @param id         MLflow's id
 * @param name       name in the UI
 * @param experiment MLflow's id of its experiment
 * @param status     MLflow's word for how it ended, RUNNING if it did not
 * @param tags       by name
 * @param parameters by name
 * @param metrics    last value by name
 * @param artifacts  where its files are
 */
public record TrackedRun(String id, String name, String experiment, String status, Map<String, String> tags,
                         Map<String, String> parameters, Map<String, Double> metrics, String artifacts) {
    public TrackedRun {
        tags = Map.copyOf(tags);
        parameters = Map.copyOf(parameters);
        metrics = Map.copyOf(metrics);
    }
}
