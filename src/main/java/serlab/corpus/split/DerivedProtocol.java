package serlab.corpus.split;

import java.util.List;
import serlab.corpus.Corpus;
import serlab.corpus.SpeakerMark;

/** A protocol that lets another one divide the corpus, and makes something else of its splits. */
interface DerivedProtocol extends SplitProtocol {
    /** The protocol that divides. */
    SplitProtocol all();

    @Override
    default String type() {
        return all().type();
    }

    @Override
    default boolean speakerIndependent() {
        return all().speakerIndependent();
    }

    @Override
    default SpeakerMark speakersAcross(Corpus corpus) {
        return all().speakersAcross(corpus);
    }

    @Override
    default List<String> notes(Corpus corpus) {
        return all().notes(corpus);
    }
}
