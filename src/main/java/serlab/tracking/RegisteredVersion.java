package serlab.tracking;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

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
    private static final String UAR = "test_uar";
    private static final String SYNTHETIC = "corpus_synthetic";

    public RegisteredVersion {
        tags = Map.copyOf(tags);
    }

    /**
     * What a version's tags say of its test.
     *
     * @param uar       unweighted average recall on test clips, 0 to 1
     * @param corpus    name of the corpus
     * @param synthetic whether no human spoke in it
     * @param split     how clips were divided
     */
    public static Map<String, String> tags(double uar, String corpus, boolean synthetic, String split) {
        return Map.of(UAR, String.valueOf(uar), "corpus", corpus, SYNTHETIC, String.valueOf(synthetic), "split", split);
    }

    /** What the registry's page says of a version with such tags; empty where nothing is known. */
    static String description(Map<String, String> tags) {
        OptionalDouble uar = new RegisteredVersion("", "", "", "", tags).testUar();
        return uar.isEmpty() ? "" : String.format(Locale.ROOT, "UAR on test clips %.1f %% (%s, %s)", 100 * uar.getAsDouble(),
                tags.getOrDefault("corpus", "unknown corpus"), tags.getOrDefault("split", "unknown split"));
    }

    /** UAR on test clips as it was registered; empty if unknown. */
    public OptionalDouble testUar() {
        String uar = tags.getOrDefault(UAR, "");
        return uar.matches("[0-9.]+([eE]-?[0-9]+)?") ? OptionalDouble.of(Double.parseDouble(uar)) : OptionalDouble.empty();
    }

    /** Whether no human spoke in its corpus, as far as is known. */
    public boolean synthetic() {
        return "true".equals(tags.get(SYNTHETIC));
    }

    /** Its address in MLflow: {@code models:/NAME/VERSION}. */
    public String uri() {
        return "models:/" + name + "/" + version;
    }
}
