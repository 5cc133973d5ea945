package serlab.corpus;

import java.nio.file.Path;

/** Which corpus and which part of it: the {@code corpus} section of an experiment file. Where it lies is not part of it. */
public interface CorpusSpec {
    /** The name in experiment files, such as {@code ravdess}, {@code folder}, {@code csv} or {@code synthetic}. */
    String type();

    /**
     * Lists the corpus; audio is read later, clip by clip.
     *
     * @param dataOrNull where it lies; null if nowhere was found
     * @throws serlab.InvalidInputException if the corpus needs a place and has none, or holds no clip
     */
    Corpus open(Path dataOrNull);

    /**
     * As {@link #open}, but where that passes over repeats of a clip, every file is a clip of its own, called by its path.
     */
    default Corpus openEveryFile(Path dataOrNull) {
        return open(dataOrNull);
    }
}
