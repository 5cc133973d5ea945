package serlab.tracking;

import java.util.Map;

/**
 * A version of a registered model.
 *
 * @param name    name of the registered model
 * @param version its number, from 1
 * @param runId   run that trained it; empty if unknown
 * @param modelId logged model that it stands for; empty if unknown
 * @param tags    its tags
 */
public record RegisteredVersion(String name, String version, String runId, String modelId, Map<String, String> tags) {
    public RegisteredVersion {
        tags = Map.copyOf(tags);
    }

    /** Its address in MLflow: {@code models:/NAME/VERSION}. */
    public String uri() {
        return "models:/" + name + "/" + version;
    }
}
