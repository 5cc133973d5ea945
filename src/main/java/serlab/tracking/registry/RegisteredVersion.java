package serlab.tracking.registry;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import serlab.evaluation.Interval;
import serlab.tracking.ModelTask;

/**
 * A version of a registered model.
 *
 * @param name    name of the registered model
 * @param version its number, from 1
 * @param runId   run that trained it; empty if unknown
 * @param modelId logged model that it stands for; empty if unknown
 * @param tags    its tags
 * @param created when it was made, in milliseconds since 1970
 */
public record RegisteredVersion(String name, String version, String runId, String modelId, Map<String, String> tags,
                                long created) {
    private static final String UAR = "test_uar";
    private static final String CARD = "model_card";
    private static final String LOW = "test_uar_low";
    private static final String HIGH = "test_uar_high";

    public RegisteredVersion {
        tags = Map.copyOf(tags);
    }

    /**
     * What a version's tags say of its test.
     *
     * @param uar      unweighted average recall on test clips, 0 to 1
     * @param interval of it, 95 %; empty if unknown
     * @param task     what it was tested on
     */
    public static Map<String, String> tags(double uar, Optional<Interval> interval, ModelTask task) {
        Map<String, String> tags = new LinkedHashMap<>(task.tags());
        tags.put(UAR, String.valueOf(uar));
        interval.ifPresent(ends -> {
            tags.put(LOW, String.valueOf(ends.lower()));
            tags.put(HIGH, String.valueOf(ends.upper()));
        });
        return tags;
    }

    /** The same tags with the model's card in a few sentences, which the registry's page shows. */
    public static Map<String, String> tags(Map<String, String> tags, String card) {
        Map<String, String> all = new LinkedHashMap<>(tags);
        all.put(CARD, card);
        return all;
    }

    /** What the registry's page says of a version with such tags; empty where nothing is known. */
    static String description(Map<String, String> tags) {
        RegisteredVersion version = new RegisteredVersion("", "", "", "", tags, 0);
        String score = version.testUar().isEmpty() ? "" : version.score() + " on test clips of " + version.task().words();
        String card = tags.getOrDefault(CARD, "");
        return score.isEmpty() || card.isEmpty() ? score + card : score + "\n\n" + card;
    }

    /** Its test in words: {@code UAR 58.8 % [50.1, 66.0], 46.3 above chance}. */
    public String score() {
        OptionalDouble uar = testUar();
        if (uar.isEmpty()) {
            return "not tested";
        }
        double chance = task().chance();
        return String.format(Locale.ROOT, "UAR %.1f %%", 100 * uar.getAsDouble())
                + interval().map(ends -> ' ' + ends.percent()).orElse("")
                + (chance == 0 ? "" : String.format(Locale.ROOT, ", %.1f above chance", 100 * (uar.getAsDouble() - chance)));
    }

    /** 95 % interval of {@link #testUar}, over test speakers where they are known; empty if unknown. */
    public Optional<Interval> interval() {
        OptionalDouble low = number(LOW);
        OptionalDouble high = number(HIGH);
        return low.isPresent() && high.isPresent() && low.getAsDouble() <= high.getAsDouble()
                ? Optional.of(new Interval(low.getAsDouble(), high.getAsDouble())) : Optional.empty();
    }

    /** UAR on test clips as it was registered; empty if unknown. */
    public OptionalDouble testUar() {
        return number(UAR);
    }

    private OptionalDouble number(String tag) {
        String text = tags.getOrDefault(tag, "");
        return text.matches("-?[0-9.]+([eE]-?[0-9]+)?") ? OptionalDouble.of(Double.parseDouble(text)) : OptionalDouble.empty();
    }

    /** What it was tested on. */
    public ModelTask task() {
        return ModelTask.of(tags);
    }

    /** Its address in MLflow: {@code models:/NAME/VERSION}. */
    public String uri() {
        return "models:/" + name + "/" + version;
    }
}
