package serlab.corpus;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where a corpus lies.
 *
 * @param type  how it is read: a corpus type such as {@code folder}
 * @param given its folder, archive or table, as it was asked for or found; empty for synthetic voices
 * @param path  the same as an absolute path
 */
public record CorpusPlace(String type, String given, String path) {
    /** Tag of a run with {@link #path}. */
    public static final String PATH_TAG = "corpus_path";

    public static CorpusPlace of(CorpusSpec spec, Path place) {
        return new CorpusPlace(spec.type(), place.toString(), place.toAbsolutePath().normalize().toString());
    }

    /** As tags of a run. */
    public Map<String, String> tags() {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("corpus_type", type);
        tags.put("corpus_given", given);
        tags.put(PATH_TAG, path);
        return tags;
    }
}
