package serlab.corpus.synthetic;

import java.nio.file.Path;
import serlab.InvalidInputException;
import serlab.corpus.Corpus;
import serlab.corpus.CorpusSpec;

/**
 * Synthetic voices, named and labeled as RAVDESS speech.
 *
 * @param speakers        1 to 24
 * @param clipsPerEmotion clips of each speaker and emotion, 1 to 8; neutral, which has one intensity, has 4 at most.
 *                        With 8 the corpus has RAVDESS's 1440 clips
 * @param seed            other seeds give other speakers
 */
public record SyntheticSpec(int speakers, int clipsPerEmotion, long seed) implements CorpusSpec {
    public static final int DEFAULT_SPEAKERS = 24;
    public static final int DEFAULT_CLIPS_PER_EMOTION = 2;
    public static final long DEFAULT_SEED = 1;
    private static final int MAX_CLIPS_PER_EMOTION = 8;

    public SyntheticSpec {
        if (speakers < 1 || speakers > DEFAULT_SPEAKERS) {
            throw new InvalidInputException("speakers " + speakers + " is outside 1 to " + DEFAULT_SPEAKERS
                    + "; choose a number of synthetic speakers in that range");
        }
        if (clipsPerEmotion < 1 || clipsPerEmotion > MAX_CLIPS_PER_EMOTION) {
            throw new InvalidInputException("clipsPerEmotion " + clipsPerEmotion + " is outside 1 to "
                    + MAX_CLIPS_PER_EMOTION + "; choose a number in that range");
        }
    }

    /** 24 speakers, 8 emotions, 2 clips of each: 384 clips. */
    public static SyntheticSpec defaults() {
        return new SyntheticSpec(DEFAULT_SPEAKERS, DEFAULT_CLIPS_PER_EMOTION, DEFAULT_SEED);
    }

    @Override
    public String type() {
        return "synthetic";
    }

    @Override
    public Corpus open(Path dataOrNull) {
        return SyntheticVoices.corpus(this);
    }
}
