package serlab.feature.duplicate;

import serlab.corpus.Clip;

/**
 * A clip and the hash of its bytes.
 *
 * @param contentHash as {@link serlab.ContentHash} makes it
 */
public record Hashed(Clip clip, String contentHash) {
}
