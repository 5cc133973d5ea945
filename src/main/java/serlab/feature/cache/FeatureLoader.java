package serlab.feature.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import serlab.InvalidInputException;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.feature.FeatureSpec;
import serlab.feature.WaveformChange;

/** Loader of the clips of a corpus that computes their features, several at a time. */
public final class FeatureLoader {
    private final FeatureCache cache;
    private final boolean whole;
    private final FeatureAhead ahead;

    public FeatureLoader(FeatureCache cache) {
        this(cache, false, FeatureAhead.NOBODY);
    }

    private FeatureLoader(FeatureCache cache, boolean whole, FeatureAhead ahead) {
        this.cache = cache;
        this.whole = whole;
        this.ahead = ahead;
    }

    /** The same, for which others compute features into the cache. */
    public FeatureLoader after(FeatureAhead others) {
        return new FeatureLoader(cache, whole, others);
    }

    /** Where it keeps what it computes. */
    public FeatureCache cache() {
        return cache;
    }

    /** A loader whose features keep each recording's own length: {@code float[bands][frames of the clip]}. */
    public FeatureLoader whole() {
        return new FeatureLoader(cache, true, ahead);
    }

    /** Computes the feature of a clip if it is not kept. */
    public void fill(Clip clip, FeatureSpec spec, WaveformChange change) {
        cache.get(ClipPipeline.bytes(clip), clip.source().location(), spec, change, whole, note -> { });
    }

    /** Whether the feature of a clip is kept. */
    public boolean holds(Clip clip, FeatureSpec spec, WaveformChange change) {
        return cache.holds(ClipPipeline.bytes(clip), spec, change, whole);
    }

    /**
     * The features of every clip, in the corpus's order whatever the number of threads.
     *
     * @param threads  clips worked on at a time, at least 1
     * @param strict   whether a clip that cannot be used is an error; else it is left out and named
     * @param listener told after each clip
     * @throws InvalidInputException if no clip can be used, or, when strict, for the first clip that cannot
     * @throws InterruptedException  if the thread is interrupted; clips being worked on are waited for
     */
    public Features load(Corpus corpus, FeatureSpec spec, int threads, boolean strict, ProgressListener listener)
            throws InterruptedException {
        return load(corpus, spec, WaveformChange.NONE, threads, strict, listener);
    }

    /** The features of a changed copy of every clip; otherwise as the other method. */
    public Features load(Corpus corpus, FeatureSpec spec, WaveformChange change, int threads, boolean strict,
                         ProgressListener listener) throws InterruptedException {
        ahead.fill(corpus, spec, change, whole, listener);
        List<Features.Item> items = new ArrayList<>();
        Set<String> cut = new ConcurrentSkipListSet<>();
        List<Features.Skipped> skipped = new ClipPipeline(threads, strict, listener).run(corpus.clips(),
                clip -> cache.get(ClipPipeline.bytes(clip), clip.source().location(), spec, change, whole,
                        note -> cut.add(clip.source().location() + ": " + note)),
                (clip, feature) -> items.add(new Features.Item(clip, feature)));
        if (items.isEmpty()) {
            throw new InvalidInputException(nothingUsable(corpus, skipped));
        }
        return new Features(spec, items, skipped, List.copyOf(cut));
    }

    private static String nothingUsable(Corpus corpus, List<Features.Skipped> skipped) {
        return skipped.isEmpty() ? corpus.name() + " has no clips"
                : (skipped.size() == 1 ? "the only clip of " + corpus.name() + " cannot be used: "
                    : "none of the " + skipped.size() + " clips of " + corpus.name() + " can be used; the first: ")
                + skipped.get(0).reason();
    }
}
