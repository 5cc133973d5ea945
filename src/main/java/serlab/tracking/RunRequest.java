package serlab.tracking;

import java.util.HashMap;
import java.util.Map;

/**
 * What a run is opened with.
 *
 * @param experiment name of the MLflow experiment, created if missing
 * @param name       the run's name in the UI
 * @param parentId   key or MLflow id of the run it is nested under, or {@code null}
 * @param tags       tags set from the start
 */
public record RunRequest(String experiment, String name, String parentId, Map<String, String> tags) {
    public RunRequest {
        tags = Map.copyOf(tags);
    }

    /** The same with more tags. */
    RunRequest with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(tags);
        all.putAll(more);
        return new RunRequest(experiment, name, parentId, all);
    }
}
