package serlab.audio.isolated;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import serlab.audio.ffmpeg.SoundBlocks;
import serlab.audio.ffmpeg.TrackException;

/**
 * A few helper processes that decode one file at a time each. They are started when needed and kept; one that dies, takes too
 * long or is left in the middle of a file is replaced. Safe for use by several threads; further files wait for a free helper.
 */
public final class HelperPool implements SoundBlocks.Opener, AutoCloseable {
    private static final int START_SECONDS = 60;

    private final int fileBytes;
    private final Duration patience;
    private final Semaphore free;
    private final Deque<HelperProcess> idle = new ArrayDeque<>();
    private final Set<HelperProcess> all = new HashSet<>();
    private final ScheduledExecutorService watch;
    private boolean closed;

    /**
     * @param size      most helpers, about 80 MB each
     * @param fileBytes largest file
     * @param patience  time for a file; then its helper is ended
     */
    public HelperPool(int size, int fileBytes, Duration patience) {
        this.fileBytes = fileBytes;
        this.patience = patience;
        this.free = new Semaphore(size, true);
        this.watch = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "decoding-watch");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Starts a helper now, so that the first file need not wait for it. */
    public void warm() throws IOException {
        HelperProcess helper = take();
        synchronized (this) {
            idle.push(helper);
        }
    }

    @Override
    public SoundBlocks open(byte[] file, String demuxer) throws TrackException {
        if (file.length > fileBytes) {
            throw new TrackException("has " + file.length + " bytes, at most " + fileBytes + " are read; cut it into parts");
        }
        try {
            free.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TrackException("took too long to decode; convert it to 16-bit WAV or FLAC", e);
        }
        HelperProcess helper;
        try {
            helper = ready();
        } catch (IOException e) {
            free.release();
            throw new TrackException("is decoded by a process of its own, which could not be started (" + e.getMessage()
                    + "); convert it to WAV or FLAC", e);
        }
        ScheduledFuture<?> end = watch.schedule(helper::kill, patience.toMillis(), TimeUnit.MILLISECONDS);
        HelperTrack track = new HelperTrack(helper, patience, whole -> {
            boolean inTime = end.cancel(false);
            give(helper, whole && inTime);
        });
        track.give(file, demuxer);
        return track;
    }

    /** One that answers: an idle one that has died meanwhile is passed over. */
    private HelperProcess ready() throws IOException {
        while (true) {
            boolean kept = anyIdle();
            HelperProcess helper = take();
            ScheduledFuture<?> end = watch.schedule(helper::kill, START_SECONDS, TimeUnit.SECONDS);
            try {
                helper.ready();
                return helper;
            } catch (IOException e) {
                discard(helper);
                if (!kept) {
                    throw e;
                }
            } finally {
                end.cancel(false);
            }
        }
    }

    private synchronized boolean anyIdle() {
        return !idle.isEmpty();
    }

    private synchronized HelperProcess take() throws IOException {
        if (closed) {
            throw new IOException("the server stops");
        }
        if (!idle.isEmpty()) {
            return idle.pop();
        }
        HelperProcess started = HelperProcess.start(fileBytes);
        all.add(started);
        return started;
    }

    private synchronized void discard(HelperProcess helper) {
        helper.kill();
        all.remove(helper);
    }

    private synchronized void give(HelperProcess helper, boolean fit) {
        if (fit && !closed) {
            idle.push(helper);
        } else {
            discard(helper);
        }
        free.release();
    }

    /** The ids of the processes that live. */
    public synchronized List<Long> pids() {
        return all.stream().filter(HelperProcess::alive).map(HelperProcess::pid).toList();
    }

    @Override
    public synchronized void close() {
        closed = true;
        watch.shutdownNow();
        all.forEach(HelperProcess::kill);
        all.clear();
        idle.clear();
    }
}
