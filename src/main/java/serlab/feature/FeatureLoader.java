package serlab.feature;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import serlab.InvalidInputException;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;

/** Reads the clips of a corpus and computes their features, several at a time. */
public final class FeatureLoader {
    private static final int LONGEST_CLIP_SECONDS = 30;

    private final FeatureCache cache;
    private final boolean whole;

    public FeatureLoader(FeatureCache cache) {
        this(cache, false);
    }

    private FeatureLoader(FeatureCache cache, boolean whole) {
        this.cache = cache;
        this.whole = whole;
    }

    /** A loader whose features keep each recording's own length: {@code float[bands][frames of the clip]}. */
    public FeatureLoader whole() {
        return new FeatureLoader(cache, true);
    }

    /**
     * The features of every clip, in the corpus's order whatever the number of threads.
     *
     * @param threads  clips worked on at a time, at least 1
     * @param strict   whether a clip that cannot be used is an error; else it is left out and named
     * @param listener told after each clip
     * @throws InvalidInputException if no clip can be used, or, when strict, for the first clip that cannot
     * @throws InterruptedException  if the thread is interrupted; work in progress is dropped
     */
    public Features load(Corpus corpus, FeatureSpec spec, int threads, boolean strict, ProgressListener listener)
            throws InterruptedException {
        return load(corpus, spec, WaveformChange.NONE, threads, strict, listener);
    }

    /** The features of a changed copy of every clip; otherwise as the other method. */
    public Features load(Corpus corpus, FeatureSpec spec, WaveformChange change, int threads, boolean strict,
                         ProgressListener listener) throws InterruptedException {
        if (threads < 1) {
            throw new InvalidInputException("threads " + threads + ": expected at least 1");
        }
        ExecutorService pool = Executors.newFixedThreadPool(threads, FeatureLoader::worker);
        try {
            List<Future<float[][]>> pending = new ArrayList<>();
            for (Clip clip : corpus.clips()) {
                pending.add(pool.submit(() -> read(clip, spec, change)));
            }
            return collect(corpus, spec, pending, strict, listener);
        } finally {
            end(pool);
        }
    }

    /** Drops what has not begun and waits for what has, so that nothing is written after the return. */
    private static void end(ExecutorService pool) {
        pool.shutdownNow();
        boolean interrupted = Thread.interrupted();
        try {
            pool.awaitTermination(LONGEST_CLIP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread worker(Runnable task) {
        Thread thread = new Thread(task, "features");
        thread.setDaemon(true);
        return thread;
    }

    private float[][] read(Clip clip, FeatureSpec spec, WaveformChange change) {
        String location = clip.source().location();
        try {
            return cache.get(clip.source().bytes(), location, spec, change, whole);
        } catch (IOException e) {
            throw new InvalidInputException(location + " cannot be read (" + e.getClass().getSimpleName() + ": "
                    + e.getMessage() + "); check that it exists and may be read", e);
        }
    }

    private static Features collect(Corpus corpus, FeatureSpec spec, List<Future<float[][]>> pending, boolean strict,
                                    ProgressListener listener) throws InterruptedException {
        List<Features.Item> items = new ArrayList<>();
        List<Features.Skipped> skipped = new ArrayList<>();
        for (int i = 0; i < pending.size(); i++) {
            Clip clip = corpus.clips().get(i);
            try {
                items.add(new Features.Item(clip, pending.set(i, null).get()));
            } catch (ExecutionException e) {
                InvalidInputException unusable = unusable(e);
                if (strict) {
                    throw unusable;
                }
                skipped.add(new Features.Skipped(clip, unusable.getMessage()));
            }
            listener.progress(i + 1, pending.size());
        }
        if (items.isEmpty()) {
            throw new InvalidInputException(nothingUsable(corpus, skipped));
        }
        return new Features(spec, items, skipped);
    }

    /** The cause if the clip is to blame; anything else is thrown on. */
    private static InvalidInputException unusable(ExecutionException e) {
        if (e.getCause() instanceof InvalidInputException unusable) {
            return unusable;
        }
        throw new IllegalStateException("computing a feature failed", e.getCause());
    }

    private static String nothingUsable(Corpus corpus, List<Features.Skipped> skipped) {
        return skipped.isEmpty() ? corpus.name() + " has no clips"
                : "none of the " + skipped.size() + " clips of " + corpus.name() + " can be used; the first: "
                + skipped.get(0).reason();
    }
}
