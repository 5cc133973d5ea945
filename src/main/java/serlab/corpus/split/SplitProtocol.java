package serlab.corpus.split;

import java.util.List;
import serlab.corpus.Corpus;
import serlab.corpus.SpeakerMark;
import serlab.corpus.Split;
import serlab.part.Catalog;
import serlab.part.Configured;
import serlab.part.InlineText;

/** A recipe that divides a corpus into folds of training, validation and test clips. */
public interface SplitProtocol extends Configured {
    /** What runs and tables call it, which an experiment file may name it by: its type, and options that are no defaults. */
    default String name() {
        return InlineText.of(this);
    }

    /** The protocol that divides a corpus: another one where this one only chooses. */
    default SplitProtocol on(Corpus corpus) {
        return this;
    }

    /** How many folds it makes of a corpus. */
    int folds(Corpus corpus);

    /** Whether it promises that no speaker stands in two of the sets. */
    boolean speakerIndependent();

    /**
     * Makes one fold. Equal arguments give equal splits. Clips that are {@linkplain Corpus#duplicates() one recording} are on
     * the same side wherever the protocol is free to choose.
     *
     * @param fold from 0 to {@code folds(corpus) - 1}
     * @param seed draws what the protocol leaves to chance; protocols with fixed sets do not use it
     * @throws serlab.InvalidInputException if the protocol does not fit the corpus, a set would be empty, or a label
     *                                      would be missing in training
     */
    Split split(Corpus corpus, int fold, long seed);

    /** Whether it is meant for corpora of this kind; where not, {@link #split} says why. */
    default boolean suits(Corpus corpus) {
        return true;
    }

    /**
     * Test speakers who are heard in training or validation, where the protocol neither promises that there are none, nor has them by
     * its nature, as a random split has: what it divides by is that of the corpus. Results are marked then.
     */
    default SpeakerMark speakersAcross(Corpus corpus) {
        return SpeakerMark.NONE;
    }

    /** What must be said of it on a corpus, a line each. */
    default List<String> notes(Corpus corpus) {
        return List.of();
    }

    /** The protocols by type. */
    static Catalog<SplitProtocol> catalog() {
        return SplitProtocols.ALL;
    }
}
