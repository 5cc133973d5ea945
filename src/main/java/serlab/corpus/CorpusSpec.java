package serlab.corpus;

import java.nio.file.Path;

/** Which corpus and which part of it: the {@code corpus} section of an experiment file. Where it lies is not part of it. */
public sealed interface CorpusSpec permits RavdessSpec, FolderSpec, ImagesSpec, ManifestSpec, SyntheticSpec {
    /** The name in experiment files: {@code ravdess}, {@code folder}, {@code images}, {@code manifest}, {@code synthetic}. */
    String type();

    /**
     * Lists the corpus; audio is read later, clip by clip.
     *
     * @param dataOrNull where it lies; null if nowhere was found
     * @throws serlab.InvalidInputException if the corpus needs a place and has none, or holds no clip
     */
    Corpus open(Path dataOrNull);
}
