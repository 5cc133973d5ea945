package serlab.corpus;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import serlab.ContentHash;
import serlab.InvalidInputException;

/**
 * What a corpus contains, whatever it is called and wherever it lies. Making one reads every clip; keep it while the
 * corpus is in use.
 *
 * @param hex           SHA-256 over id, label, speaker and content hash of every clip, sorted by id
 * @param contentHashes {@link ContentHash} of every clip's bytes, by clip id
 */
public record CorpusFingerprint(String hex, Map<String, String> contentHashes) {
    public CorpusFingerprint {
        contentHashes = Map.copyOf(contentHashes);
    }

    /**
     * Reads and hashes all clips, in parallel.
     *
     * @throws InvalidInputException naming the first clip that cannot be read
     */
    public static CorpusFingerprint of(Corpus corpus) {
        Map<String, String> hashes = new ConcurrentHashMap<>();
        corpus.clips().parallelStream().forEach(clip -> hashes.put(clip.id(), contentHash(clip)));
        List<String> texts = new ArrayList<>();
        corpus.clips().stream().sorted(Comparator.comparing(Clip::id)).forEach(clip ->
                texts.addAll(List.of(clip.id(), clip.label(), clip.speaker(), hashes.get(clip.id()))));
        return new CorpusFingerprint(ContentHash.of(texts), hashes);
    }

    /** The content hash of one clip, read anew. */
    public static String contentHash(Clip clip) {
        try {
            return ContentHash.of(clip.source().bytes());
        } catch (IOException e) {
            throw new InvalidInputException("clip " + clip.source().location() + " cannot be read (" + e
                    + "); restore the file or remove it from the corpus", e);
        }
    }
}
