package serlab.corpus.named;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import serlab.corpus.ClipFields;
import serlab.corpus.ClipSpan;

/**
 * What one recording of a known corpus is, or a span of it.
 *
 * @param id      the same wherever the corpus lies
 * @param label   the emotion; empty if it has none that can be used
 * @param speaker as the corpus calls who speaks; empty where it does not tell
 * @param fields  what else is known: sex, language, statement, intensity…
 * @param span    which part of the recording is meant; empty for the whole
 * @param lacking why there is no label; empty if there is one
 */
record Meaning(String id, String label, String speaker, Map<String, String> fields, Optional<ClipSpan> span, String lacking) {
    Meaning {
        Objects.requireNonNull(speaker, "speaker");
        fields = Map.copyOf(fields);
        if (!ClipFields.NAMES.containsAll(fields.keySet())) {
            throw new IllegalArgumentException(id + " has the fields " + fields.keySet() + "; expected some of " + ClipFields.NAMES);
        }
        if (label.isEmpty() == lacking.isEmpty()) {
            throw new IllegalArgumentException(id + " has the label '" + label + "' and lacks one because '" + lacking + "'");
        }
    }

    /** A whole recording with a label. */
    static Meaning of(String id, String label, String speaker, Map<String, String> fields) {
        return new Meaning(id, label, speaker, fields, Optional.empty(), "");
    }

    /** A recording that cannot be used. */
    static Meaning lacking(String id, String why) {
        return new Meaning(id, "", "", Map.of(), Optional.empty(), why);
    }
}
