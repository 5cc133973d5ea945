package serlab.corpus.synthetic;

import java.nio.file.Path;
import serlab.corpus.Corpus;
import serlab.corpus.CorpusSpec;
import serlab.part.Declaration;
import serlab.part.Option;
import serlab.part.Part;

/**
 * Synthetic voices, named and labeled as RAVDESS speech.
 */
@Part(name = "synthetic", does = "synthetic voices, named and labeled as RAVDESS speech")
public record SyntheticSpec(
        @Option(value = "24", min = 1, max = 24, quiet = true, meaning = "how many speakers") int speakers,
        @Option(value = "2", min = 1, max = 8, quiet = true,
                meaning = "clips of each speaker and emotion; neutral has 4 at most. "
                + "With 8 the corpus has RAVDESS's 1440 clips") int clipsPerEmotion,
        @Option(value = "1", quiet = true, meaning = "other seeds give other speakers") long seed) implements CorpusSpec {
    public static final int DEFAULT_SPEAKERS = 24;

    public SyntheticSpec {
        Declaration.check(SyntheticSpec.class, speakers, clipsPerEmotion, seed);
    }

    /** 24 speakers, 8 emotions, 2 clips of each: 384 clips. */
    public static SyntheticSpec defaults() {
        return Declaration.of(SyntheticSpec.class).standard();
    }

    @Override
    public Corpus open(Path dataOrNull) {
        return SyntheticVoices.corpus(this);
    }

    @Override
    public boolean needsPlace() {
        return false;
    }
}
