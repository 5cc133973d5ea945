package serlab.corpus;

import java.util.Map;
import java.util.Objects;
import serlab.InvalidInputException;

/**
 * One labeled recording.
 *
 * @param id      unique in its corpus and stable across machines: the RAVDESS name without extension, or the path below
 *                the corpus root with forward slashes
 * @param label   the emotion, lower case ({@code happy})
 * @param speaker who speaks; empty if unknown
 * @param fields  what else is known of it, by name ({@code sex}, {@code intensity}, {@code statement}, {@code channel}…)
 * @param source  its encoded audio
 */
public record Clip(String id, String label, String speaker, Map<String, String> fields, ClipSource source) {
    /** Field that tells several corpora apart. */
    public static final String CORPUS = "corpus";

    public Clip {
        if (id.isBlank()) {
            throw new InvalidInputException("a clip's id is blank; expected a name that is unique in its corpus");
        }
        if (label.isBlank()) {
            throw new InvalidInputException("the label of clip '" + id + "' is blank; expected an emotion");
        }
        Objects.requireNonNull(speaker, "speaker");
        fields = Map.copyOf(fields);
    }

    /** Which of several corpora it is of; empty where there is one. */
    public String corpus() {
        return fields.getOrDefault(CORPUS, "");
    }
}
