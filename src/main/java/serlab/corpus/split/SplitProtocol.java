package serlab.corpus.split;

import serlab.corpus.Corpus;
import serlab.corpus.Split;

/** A recipe that divides a corpus into folds of training, validation and test clips. */
public sealed interface SplitProtocol permits RandomStratified, ActorFolds, InnerActorFolds, LeaveOneActorOut,
        StatementDisjoint, GroupFolds, PartTested, IgnoringDuplicates {
    /** The name in experiment files. */
    String name();

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
}
