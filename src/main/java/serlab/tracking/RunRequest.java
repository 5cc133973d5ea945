package serlab.tracking;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import serlab.ContentHash;

/**
 * What a run is opened with.
 *
 * @param experiment name of the MLflow experiment, created if missing
 * @param name       the run's name in the UI
 * @param parentId   key or MLflow id of the run it is nested under, or {@code null}
 * @param tags       tags set from the start
 * @param identity   what the caller calls the run for ever, so that it is there once however often it is asked for, or
 *                   {@code null} for a new run every time
 */
public record RunRequest(String experiment, String name, String parentId, Map<String, String> tags, String identity) {
    private static final int KEY_LENGTH = 32;

    public RunRequest {
        tags = Map.copyOf(tags);
    }

    public RunRequest(String experiment, String name, String parentId, Map<String, String> tags) {
        this(experiment, name, parentId, tags, null);
    }

    /** The same with more tags. */
    public RunRequest with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(tags);
        all.putAll(more);
        return new RunRequest(experiment, name, parentId, all, identity);
    }

    /** Key of the run at a server: of the identity, or a new one. */
    public String key(String server) {
        return identity == null ? UUID.randomUUID().toString().replace("-", "")
                : ContentHash.of((server + '\n' + identity).getBytes(StandardCharsets.UTF_8)).substring(0, KEY_LENGTH);
    }
}
