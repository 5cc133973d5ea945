package serlab.feature.cache;

import serlab.corpus.Corpus;
import serlab.feature.FeatureSpec;
import serlab.feature.WaveformChange;

/** Machines that compute features into the cache before a loader reads them there; what they leave out it computes itself. */
@FunctionalInterface
public interface FeatureAhead {
    /** Leaves everything to the loader. */
    FeatureAhead NOBODY = (corpus, spec, change, whole, listener) -> { };

    /**
     * Computes the features of clips.
     *
     * @param corpus   whose clips they are
     * @param change   what is done to the recordings before
     * @param whole    whether features keep the recording's own length
     * @param listener told after some clips each
     */
    void fill(Corpus corpus, FeatureSpec spec, WaveformChange change, boolean whole, ProgressListener listener)
            throws InterruptedException;
}
