package serlab.experiment;

import java.util.List;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.CorpusFingerprint;
import serlab.feature.cache.FeatureLoader;
import serlab.feature.cache.Features;
import serlab.feature.cache.ProgressListener;
import serlab.feature.duplicate.CorpusHearing;

/**
 * How the clips of a corpus are read.
 *
 * @param corpus   whose clips they are, for messages
 * @param threads  clips worked on at a time
 * @param strict   whether a clip that cannot be used is an error
 * @param listener told how far it is
 */
record FeatureReading(Corpus corpus, FeatureLoader loader, int threads, boolean strict, ExperimentListener listener) {
    /** A column of some clips. */
    Features read(FeatureTable.Wanted wanted, List<Clip> clips, ProgressListener progress) throws InterruptedException {
        FeatureTable.Column column = wanted.column();
        Corpus part = new Corpus(corpus.name(), corpus.synthetic(), corpus.labels(), clips, List.of());
        return (column.whole() ? loader.whole() : loader).load(part, column.features(), column.change(), threads,
                wanted.strict(), progress);
    }

    /** A corpus that knows its duplicates and marks. */
    Corpus heard(Corpus clips, CorpusFingerprint fingerprint) throws InterruptedException {
        return new CorpusHearing(loader.cache(), threads,
                (done, total) -> listener.featuresProgress("duplicates", done, total)).of(clips, fingerprint);
    }
}
