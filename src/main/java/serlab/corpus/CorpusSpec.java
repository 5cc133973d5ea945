package serlab.corpus;

import java.nio.file.Path;
import serlab.part.Configured;

/** Which corpus and which part of it: the {@code corpus} section of an experiment file. Where it lies is not part of it. */
public interface CorpusSpec extends Configured {
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

    /** Whether it lies somewhere; one that makes its clips itself does not. */
    default boolean needsPlace() {
        return true;
    }

    /** Whether it is looked for in its usual folder of the project where no place is named. */
    default boolean hasUsualPlace() {
        return false;
    }

    /** The same with every part of the corpus that a place holds. */
    default CorpusSpec everyPart(Path place) {
        return this;
    }
}
