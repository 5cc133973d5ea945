package serlab.feature.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import serlab.InvalidInputException;
import serlab.audio.AudioDecoder;
import serlab.audio.Waveform;
import serlab.corpus.ContentHash;
import serlab.feature.Analysis;
import serlab.feature.ClipCheck;
import serlab.feature.ProgressListener;

/**
 * Writes the features of many recordings into a folder. Only a few recordings are in memory at a time. What the folder
 * holds already of the same audio and settings is kept.
 */
public final class FeatureExport {
    /** Recordings read ahead for each thread. */
    private static final int AHEAD = 4;
    private static final int END_SECONDS = 30;

    private final ExportSettings settings;
    private final Path root;
    private final int threads;
    private final boolean strict;
    private final ExecutorService pool;
    private volatile boolean stopped;

    /**
     * @param root    where the files go; new, or begun with the same settings
     * @param threads recordings worked on at a time, at least 1
     * @param strict  whether a recording that cannot be used is an error; else it is left out and named
     */
    public FeatureExport(ExportSettings settings, Path root, int threads, boolean strict) {
        if (threads < 1) {
            throw new InvalidInputException("threads " + threads + ": expected at least 1");
        }
        this.settings = settings;
        this.root = root;
        this.threads = threads;
        this.strict = strict;
        this.pool = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "features");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The outcome of one recording; {@code refusal} is null where it could be used. */
    private record Outcome(Exported exported, boolean kept, InvalidInputException refusal) {
    }

    /**
     * Writes the features; call it once.
     *
     * @param items    the recordings, each with an id of its own; the tables keep their order
     * @param listener told after each recording, on this thread
     * @throws InvalidInputException if the folder holds something else, no recording can be used, or, when strict, for the
     *                               first that cannot
     * @throws InterruptedException  if it was stopped
     */
    public ExportResult run(List<ExportItem> items, ProgressListener listener) throws InterruptedException {
        requireUnique(items);
        try (ExportFolder folder = ExportFolder.open(root, settings)) {
            Map<String, Exported> finished = folder.finished();
            Set<String> done = new HashSet<>();
            List<String> skipped = new ArrayList<>();
            int kept = 0;
            Queue<Future<Outcome>> pending = new ArrayDeque<>();
            int next = 0;
            for (int i = 0; i < items.size(); i++) {
                while (next < items.size() && pending.size() < AHEAD * threads) {
                    pending.add(submit(folder, items.get(next), finished.get(items.get(next).id())));
                    next++;
                }
                Outcome outcome = result(pending.remove());
                if (outcome.refusal() != null) {
                    skipped.add(outcome.refusal().getMessage());
                } else {
                    kept += outcome.kept() ? 1 : 0;
                    done.add(outcome.exported().clip());
                    note(folder, finished, outcome);
                }
                listener.progress(i + 1, items.size());
            }
            finished.keySet().retainAll(done);
            if (finished.isEmpty()) {
                throw new InvalidInputException(nothingUsable(skipped));
            }
            return tables(folder, items, finished, skipped, kept);
        } catch (IOException e) {
            throw new UncheckedIOException("features cannot be written to '" + root + "': " + e.getMessage(), e);
        } finally {
            pool.shutdown();
        }
    }

    private Future<Outcome> submit(ExportFolder folder, ExportItem item, Exported earlier) throws InterruptedException {
        try {
            return pool.submit(() -> export(folder, item, earlier));
        } catch (RejectedExecutionException e) {
            throw new InterruptedException("stopped");
        }
    }

    private static void note(ExportFolder folder, Map<String, Exported> finished, Outcome outcome) throws IOException {
        if (!outcome.kept()) {
            folder.finish(outcome.exported());
        }
        finished.put(outcome.exported().clip(), outcome.exported());
    }

    /** Begins no further recording and waits for those in work, so that nothing is left half-written. */
    public void stop() {
        stopped = true;
        pool.shutdown();
        try {
            pool.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void requireUnique(List<ExportItem> items) {
        Set<String> ids = new HashSet<>();
        for (ExportItem item : items) {
            if (!ids.add(item.id())) {
                throw new InvalidInputException("two recordings are called '" + item.id() + "'; give each its own name");
            }
        }
    }

    private Outcome export(ExportFolder folder, ExportItem item, Exported earlier) throws IOException {
        if (stopped) {
            return null;
        }
        String location = item.source().location();
        Path file = folder.file(item.id(), settings.format());
        try {
            byte[] content = bytes(item);
            String hash = ContentHash.of(content);
            if (earlier != null && earlier.sha256().equals(hash) && Files.exists(file)) {
                return new Outcome(earlier, true, null);
            }
            Waveform waveform = ClipCheck.usable(AudioDecoder.decode(content, location), location);
            float[][] feature = computed(waveform, location);
            folder.write(file, Npy.encode(feature));
            return new Outcome(new Exported(item.id(), hash, waveform.durationSeconds(), feature.length,
                    feature[0].length), false, null);
        } catch (InvalidInputException e) {
            return new Outcome(null, false, e);
        }
    }

    private float[][] computed(Waveform waveform, String location) {
        try {
            return settings.compute(new Analysis(waveform));
        } catch (InvalidInputException e) {
            throw new InvalidInputException(location + ": " + e.getMessage(), e);
        }
    }

    private static byte[] bytes(ExportItem item) {
        try {
            return item.source().bytes();
        } catch (IOException e) {
            throw new InvalidInputException(item.source().location() + " cannot be read (" + e.getClass().getSimpleName()
                    + ": " + e.getMessage() + "); check that it exists and may be read", e);
        }
    }

    private Outcome result(Future<Outcome> future) throws InterruptedException, IOException {
        try {
            Outcome outcome = future.get();
            if (outcome == null) {
                throw new InterruptedException("stopped");
            }
            if (strict && outcome.refusal() != null) {
                throw outcome.refusal();
            }
            return outcome;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException("computing a feature failed", e.getCause());
        }
    }

    private ExportResult tables(ExportFolder folder, List<ExportItem> items, Map<String, Exported> finished,
                                List<String> skipped, int kept) throws IOException {
        ExportTables tables = new ExportTables(folder, settings, items, finished);
        Path result = settings.format() == ExportSettings.Format.CSV ? tables.writeTable() : root;
        Path index = tables.writeIndex();
        return new ExportResult(finished.size() - kept, kept, skipped, index, result);
    }

    private static String nothingUsable(List<String> skipped) {
        return skipped.isEmpty() ? "there are no recordings; name files or a corpus with --data"
                : "none of the " + skipped.size() + " recordings can be used; the first: " + skipped.get(0);
    }
}
