package serlab.corpus;

import java.util.Set;

/**
 * Names of what the laboratory's own corpora tell of their clips ({@link Clip#fields()}) besides label and speaker: what is
 * written as columns of tables, and known when they are read.
 */
public final class ClipFields {
    /** All names: no corpus that is known by its names or label files tells of anything else. */
    public static final Set<String> NAMES = Set.of("actor", "age", "agreeing", "activation", "channel", Clip.CORPUS, "dialogue",
            "dominance", "episode", "intensity", "language", "method", "raters", "repetition", "scene", "season", "sentiment", "session",
            "sex", "split", "statement", "valence", "voice");

    private ClipFields() {
    }
}
