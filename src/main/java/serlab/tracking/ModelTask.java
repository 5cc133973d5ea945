package serlab.tracking;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import serlab.model.ModelCard;

/**
 * What a model was tested on. Scores of models of one task can be compared; those of different tasks cannot, since
 * guessing is right more often among fewer classes, and other clips are easier or harder.
 *
 * @param corpus      name of the corpus; empty if unknown
 * @param synthetic   whether no human spoke in it, as far as is known
 * @param fingerprint SHA-256 over its clips; empty in versions of older programs
 * @param split       how clips were divided; empty if unknown
 * @param labels      the classes; empty in versions of older programs
 */
public record ModelTask(String corpus, boolean synthetic, String fingerprint, String split, List<String> labels) {
    private static final String FINGERPRINT = "corpus_fingerprint";
    private static final String SYNTHETIC = "corpus_synthetic";
    private static final String CLASSES = "classes";
    private static final int SHOWN = 8;

    public ModelTask {
        labels = List.copyOf(labels);
    }

    /** The task of a model as its card tells it. */
    public static ModelTask of(ModelCard card, List<String> labels) {
        return new ModelTask(card.corpus(), card.synthetic(), card.corpusFingerprint(), card.protocol(), labels);
    }

    public static ModelTask of(Map<String, String> tags) {
        String classes = tags.getOrDefault(CLASSES, "");
        return new ModelTask(tags.getOrDefault("corpus", ""), "true".equals(tags.get(SYNTHETIC)),
                tags.getOrDefault(FINGERPRINT, ""), tags.getOrDefault("split", ""),
                classes.isEmpty() ? List.of() : List.of(classes.split(", ")));
    }

    public Map<String, String> tags() {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("corpus", corpus);
        tags.put(SYNTHETIC, String.valueOf(synthetic));
        tags.put(FINGERPRINT, fingerprint);
        tags.put("split", split);
        tags.put(CLASSES, String.join(", ", labels));
        return tags;
    }

    /** UAR of guessing; 0 if the classes are unknown. */
    public double chance() {
        return labels.isEmpty() ? 0 : 1.0 / labels.size();
    }

    /** {@code RAVDESS speech (1a2b3c4d), 8 emotions, split actor-folds-5}. */
    public String words() {
        return (corpus.isEmpty() ? "unknown corpus" : corpus)
                + (fingerprint.isEmpty() ? "" : " (" + fingerprint.substring(0, Math.min(SHOWN, fingerprint.length())) + ")")
                + (labels.isEmpty() ? ", classes unknown" : ", " + labels.size() + " emotions")
                + ", split " + (split.isEmpty() ? "unknown" : split);
    }
}
