package serlab.predict.live;

import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.LoggerFactory;
import serlab.InvalidInputException;

/**
 * Listening to a source until it ends or somebody says so. One thread takes the sound in and another hears it, so that
 * nothing is missed while an answer is computed; where that takes longer than the sound lasts, answers are left out and
 * counted rather than late. A source that is lost is tried again until it is back.
 */
public final class Listening {
    private static final int KEPT_SECONDS = 10;
    private static final long LOOK_MILLIS = 100;
    private static final long ENDING_MILLIS = 500;
    private static final long AGAIN_MILLIS = 1000;
    private static final long MUTE_MILLIS = 3000;

    private final LiveModel model;
    private final LiveSettings settings;
    private final Hearer hearer;
    private final long againMillis;
    private final long muteMillis;
    private final MillisecondCounts latencies = new MillisecondCounts();
    private LiveStream stream;

    /** Is told what happens; all but {@link #sound} by the thread that listens. */
    public interface Hearer {
        /** Whether somebody said that it shall end; asked ten times a second at least. */
        boolean ended();

        /** Every block as it comes, by the thread that takes it in; nobody writes to it. */
        void sound(float[] block, int sampleRate);

        /** An answer. */
        void heard(LiveUpdate update);

        /** The source gives no sound any more and is tried again. */
        void lost();

        /** The source is back. */
        void back();
    }

    public Listening(LiveModel model, LiveSettings settings, Hearer hearer) {
        this(model, settings, hearer, AGAIN_MILLIS, MUTE_MILLIS);
    }

    /**
     * @param againMillis time between two attempts to open a source that was lost
     * @param muteMillis  a source that may be lost and gives nothing for so long is lost
     */
    Listening(LiveModel model, LiveSettings settings, Hearer hearer, long againMillis, long muteMillis) {
        this.model = model;
        this.settings = settings;
        this.hearer = hearer;
        this.againMillis = againMillis;
        this.muteMillis = muteMillis;
    }

    /**
     * Listens as the sound comes. An interruption of the thread ends it, too.
     *
     * @throws InvalidInputException if the source is not there at the beginning, or its sound cannot be used
     */
    public void live(LiveSource source) {
        LiveSource.Flow flow = source.open(OptionalInt.empty());
        stream = new LiveStream(model, settings, flow.sampleRate());
        try {
            while (!hear(flow, source.mayBeLost()) && !hearer.ended()) {
                hearer.lost();
                flow = again(source);
                if (flow == null) {
                    return;
                }
                hearer.back();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Listens to every answer of a source as fast as it can be computed, in this thread. */
    public void fast(LiveSource source) {
        try (LiveSource.Flow flow = source.open(OptionalInt.empty())) {
            stream = new LiveStream(model, settings, flow.sampleRate());
            flow.listen(block -> {
                hearer.sound(block, flow.sampleRate());
                stream.accept(block).forEach(hearer::heard);
                return !hearer.ended() && !Thread.currentThread().isInterrupted();
            });
        }
    }

    /** Opens a source again, with the same sampling rate; null if that is no longer wanted. */
    private LiveSource.Flow again(LiveSource source) throws InterruptedException {
        while (!hearer.ended()) {
            Thread.sleep(againMillis);
            try {
                return source.open(OptionalInt.of(stream.sampleRate()));
            } catch (InvalidInputException notYet) {
                continue;
            }
        }
        return null;
    }

    /** Whether the sound is over for good, or nobody wants more. */
    private boolean hear(LiveSource.Flow flow, boolean mayBeLost) throws InterruptedException {
        Backlog backlog = new Backlog(KEPT_SECONDS * flow.sampleRate());
        AtomicBoolean over = new AtomicBoolean();
        AtomicReference<RuntimeException> fault = new AtomicReference<>();
        Thread taking = new Thread(() -> {
            try {
                over.set(flow.listen(block -> {
                    hearer.sound(block, flow.sampleRate());
                    backlog.add(new Backlog.Block(block, System.nanoTime()));
                    return !Thread.currentThread().isInterrupted();
                }));
            } catch (InvalidInputException e) {
                fault.set(e);
            } catch (RuntimeException | Error lost) {
                LoggerFactory.getLogger(Listening.class).debug("sound was lost", lost);
            } finally {
                backlog.end();
            }
        }, "sound");
        taking.setDaemon(true);
        taking.start();
        try (flow) {
            long last = System.nanoTime();
            long patience = TimeUnit.MILLISECONDS.toNanos(muteMillis);
            boolean ended = false;
            while (!ended && !hearer.ended() && !(mayBeLost && System.nanoTime() - last > patience)) {
                Backlog.Taken taken = backlog.take(LOOK_MILLIS);
                last = taken.blocks().isEmpty() ? last : System.nanoTime();
                hear(taken);
                ended = taken.ended();
            }
        } finally {
            taking.interrupt();
            taking.join(ENDING_MILLIS);
        }
        if (fault.get() != null) {
            throw fault.get();
        }
        return over.get() || hearer.ended() || !mayBeLost;
    }

    private void hear(Backlog.Taken taken) {
        stream.skip(taken.lost());
        int waiting = taken.blocks().stream().mapToInt(block -> block.samples().length).sum();
        if (waiting <= settings.everySeconds() * stream.sampleRate()) {
            taken.blocks().forEach(block -> stream.accept(block.samples())
                    .forEach(update -> told(update, block.arrivedNanos())));
            return;
        }
        long begin = stream.samples();
        float[] all = new float[waiting];
        int at = 0;
        for (Backlog.Block block : taken.blocks()) {
            System.arraycopy(block.samples(), 0, all, at, block.samples().length);
            at += block.samples().length;
        }
        stream.acceptLate(all).ifPresent(update -> told(update, arrival(taken.blocks(), update.sample() - begin)));
    }

    /** When the last of so many samples had come. */
    private static long arrival(List<Backlog.Block> blocks, long samples) {
        long count = 0;
        for (Backlog.Block block : blocks) {
            count += block.samples().length;
            if (count >= samples) {
                return block.arrivedNanos();
            }
        }
        throw new IllegalArgumentException(samples + " of " + count + " samples");
    }

    private void told(LiveUpdate update, long arrivedNanos) {
        hearer.heard(update);
        latencies.add(1e-9 * (System.nanoTime() - arrivedNanos));
    }

    /**
     * Times from when the last sound of an answer had come until {@link Hearer#heard} had shown it; none of {@link #fast}.
     */
    public MillisecondCounts latencies() {
        return latencies;
    }

    /** What was heard so far; call it once something was listened to. */
    public LiveSummary summary() {
        return stream.summary();
    }
}
