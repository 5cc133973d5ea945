package serlab.corpus.split;

import java.util.LinkedHashMap;
import java.util.Map;
import serlab.corpus.Corpus;
import serlab.corpus.Duplicates;
import serlab.corpus.Split;

/**
 * A protocol that divides duplicates of a recording as if they were recordings of their own, so that a clip may train and
 * its duplicate be tested. Its numbers flatter, and are marked wherever they are shown.
 *
 * @param all divides the corpus
 */
record IgnoringDuplicates(SplitProtocol all) implements DerivedProtocol {
    /** Behind the protocol's name. */
    static final String SUFFIX = " ignoring duplicates";

    static IgnoringDuplicates named(String name) {
        return new IgnoringDuplicates(SplitProtocols.named(name.substring(0, name.length() - SUFFIX.length())));
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>(all.settings());
        settings.put(SplitProtocols.DUPLICATES, SplitProtocols.IGNORED);
        return settings;
    }

    @Override
    public String name() {
        return all.name() + SUFFIX;
    }

    @Override
    public SplitProtocol on(Corpus corpus) {
        return new IgnoringDuplicates(all.on(corpus));
    }

    @Override
    public int folds(Corpus corpus) {
        return all.folds(corpus.with(Duplicates.NONE));
    }

    @Override
    public Split split(Corpus corpus, int fold, long seed) {
        Split split = all.split(corpus.with(Duplicates.NONE), fold, seed);
        return new Split(name(), fold, speakerIndependent(), split.training(), split.validation(), split.test());
    }
}
