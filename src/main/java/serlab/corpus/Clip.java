package serlab.corpus;

import java.util.Map;

/**
 * One labelled recording.
 *
 * @param id      unique in its corpus and stable across machines: the path below the corpus root, with forward slashes
 * @param label   the emotion, lower case ({@code happy})
 * @param speaker who speaks; empty if unknown
 * @param fields  what else is known of it, by name ({@code sex}, {@code intensity}, {@code statement}, {@code channel}…)
 * @param source  its encoded audio
 */
public record Clip(String id, String label, String speaker, Map<String, String> fields, ClipSource source) {
    public Clip {
        fields = Map.copyOf(fields);
    }
}
