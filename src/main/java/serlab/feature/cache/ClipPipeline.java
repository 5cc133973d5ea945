package serlab.feature.cache;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import serlab.InvalidInputException;
import serlab.corpus.Clip;
import serlab.feature.encoder.EncoderUnavailableException;

/**
 * Pipeline that works on clips several at a time and hands the results on in the clips' order. At most {@value #AHEAD}
 * results per thread wait at any time, so memory does not grow with the corpus.
 *
 * @param threads  clips worked on at a time, at least 1; changes no result
 * @param strict   whether a clip that cannot be used is an error; else it is left out and named
 * @param listener told after each clip
 */
public record ClipPipeline(int threads, boolean strict, ProgressListener listener) {
    private static final int AHEAD = 4;
    private static final int END_SECONDS = 10;

    public ClipPipeline {
        if (threads < 1) {
            throw new InvalidInputException("threads " + threads + ": expected at least 1");
        }
    }

    /** Takes results on the thread that called {@link #run}, in the clips' order. */
    @FunctionalInterface
    public interface Sink<R> {
        void accept(Clip clip, R result);
    }

    /**
     * Works through the clips.
     *
     * @param work computes a clip's result on one of the threads; throws {@link InvalidInputException} if the clip cannot
     *             be used
     * @return the clips that could not be used, in their order
     * @throws InvalidInputException when strict, for the first clip that cannot be used; in any case if an encoder is missing,
     *                               which no clip can do without
     * @throws InterruptedException  if the thread is interrupted; clips being worked on are waited for
     */
    public <R> List<Features.Skipped> run(List<Clip> clips, Function<Clip, R> work, Sink<R> sink)
            throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(threads, ClipPipeline::worker);
        try {
            List<Features.Skipped> skipped = new ArrayList<>();
            Queue<Future<R>> pending = new ArrayDeque<>();
            Iterator<Clip> ahead = clips.iterator();
            int done = 0;
            for (Clip clip : clips) {
                while (ahead.hasNext() && pending.size() < AHEAD * threads) {
                    Clip next = ahead.next();
                    pending.add(pool.submit(() -> work.apply(next)));
                }
                hand(clip, pending.remove(), sink, skipped);
                listener.progress(++done, clips.size());
            }
            return List.copyOf(skipped);
        } finally {
            pool.shutdownNow();
            awaitEnd(pool);
        }
    }

    private <R> void hand(Clip clip, Future<R> result, Sink<R> sink, List<Features.Skipped> skipped)
            throws InterruptedException {
        try {
            sink.accept(clip, result.get());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof EncoderUnavailableException missing) {
                throw missing;
            } else if (e.getCause() instanceof InvalidInputException unusable) {
                String location = clip.source().location();
                String reason = unusable.getMessage().contains(location) ? unusable.getMessage()
                        : location + ": " + unusable.getMessage();
                if (strict) {
                    throw new InvalidInputException(reason, unusable);
                }
                skipped.add(new Features.Skipped(clip, reason));
            } else if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            } else {
                throw new IllegalStateException("work on " + clip.source().location() + " failed", e.getCause());
            }
        }
    }

    /**
     * The encoded bytes of a clip.
     *
     * @throws InvalidInputException naming the clip if it cannot be read
     */
    public static byte[] bytes(Clip clip) {
        try {
            return clip.source().bytes();
        } catch (IOException e) {
            throw new InvalidInputException(clip.source().location() + " cannot be read (" + e.getClass().getSimpleName()
                    + ": " + e.getMessage() + "); check that it exists and may be read", e);
        }
    }

    private static Thread worker(Runnable task) {
        Thread thread = new Thread(task, "clips");
        thread.setDaemon(true);
        return thread;
    }

    /** Waits for files that are being written, even if this thread is asked to stop meanwhile. */
    private static void awaitEnd(ExecutorService pool) {
        boolean interrupted = Thread.interrupted();
        try {
            pool.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException again) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
