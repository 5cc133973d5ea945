package serlab.corpus.split;

import serlab.corpus.Corpus;

/** A protocol for several corpora that are read as one. */
interface AcrossCorpora extends SplitProtocol {
    /** A corpus of two speakers, or of unknown ones, validates on clips of speakers that it trains on. */
    @Override
    default boolean speakerIndependent() {
        return false;
    }

    @Override
    default boolean suits(Corpus corpus) {
        return corpus.members().size() > 1;
    }
}
