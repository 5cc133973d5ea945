package serlab.model.layer;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;
import org.deeplearning4j.nn.api.Layer;

/**
 * Cores of a machine that the trainings of a process share: each training has one, and its layers borrow those that are idle for
 * as long as a loop of theirs lasts. So the only training of a process, or the last that runs, has them all. No number depends
 * on how many there are: a layer divides its work into the same parts whoever does them.
 */
public final class Cores {
    /** A single one, for whoever shares none. */
    public static final Cores ONE = new Cores(1);

    private static final long KEPT_SECONDS = 10;

    private final int count;
    /** Cores without a training or a helper; below 0 where there are more trainings than cores. */
    private final AtomicInteger idle;
    private final ThreadPoolExecutor helpers;

    /** @param count cores to use, at least 1 */
    public Cores(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("cores: " + count + ", expected 1 or more");
        }
        this.count = count;
        idle = new AtomicInteger(count);
        helpers = new ThreadPoolExecutor(Math.max(1, count - 1), Math.max(1, count - 1), KEPT_SECONDS, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(), Cores::helper);
        helpers.allowCoreThreadTimeOut(true);
    }

    private static Thread helper(Runnable task) {
        Thread thread = new Thread(task, "layer");
        thread.setDaemon(true);
        return thread;
    }

    /** How many there are, idle or not. */
    public int count() {
        return count;
    }

    /** Works for the layers of a network that can have their loops shared, from now on. */
    public void serve(Layer... layers) {
        for (Layer layer : layers) {
            if (layer instanceof CoreSharing shared) {
                shared.share(this);
            }
        }
    }

    /** A core that a training has until it is closed. */
    public interface Held extends AutoCloseable {
        @Override
        void close();
    }

    /** Takes a core for a training, which gets one even if there is none left. */
    public Held hold() {
        idle.decrementAndGet();
        return idle::incrementAndGet;
    }

    /**
     * Does all parts of a work, in any order, on the calling thread and on idle cores.
     *
     * @param parts how many
     * @param part  does one; parts must not depend on each other
     */
    void each(int parts, IntConsumer part) {
        each(parts, new Spare<>(() -> part), IntConsumer::accept);
    }

    /**
     * As {@link #each(int, IntConsumer)}, with what a thread needs while it does a part.
     *
     * @param spare what no two threads use at a time
     */
    <S> void each(int parts, Spare<S> spare, ObjIntConsumer<S> part) {
        SharedWork<S> work = new SharedWork<>(parts, spare, part);
        int borrowed = borrow(Math.min(parts, count) - 1);
        try {
            for (int i = 0; i < borrowed; i++) {
                helpers.execute(work);
            }
            work.run();
            work.await();
        } finally {
            idle.addAndGet(borrowed);
        }
    }

    /** Takes cores that are idle; returns how many. */
    private int borrow(int most) {
        int free;
        int taken;
        do {
            free = idle.get();
            taken = Math.max(0, Math.min(free, most));
        } while (taken > 0 && !idle.compareAndSet(free, free - taken));
        return taken;
    }

    /**
     * What threads need while they work, kept from work to work: as many as have worked at once.
     *
     * @param <S> what one thread needs
     */
    static final class Spare<S> {
        private final ConcurrentLinkedQueue<S> kept = new ConcurrentLinkedQueue<>();
        private final Supplier<S> maker;

        Spare(Supplier<S> maker) {
            this.maker = maker;
        }

        private S take() {
            S one = kept.poll();
            return one == null ? maker.get() : one;
        }
    }

    /** Parts that several threads take one after the other until none is left. */
    private static final class SharedWork<S> implements Runnable {
        private static final int SPINS = 2000;

        private final int parts;
        private final Spare<S> spare;
        private final ObjIntConsumer<S> part;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicInteger done = new AtomicInteger();
        private final AtomicReference<Throwable> failure = new AtomicReference<>();
        private final Thread owner = Thread.currentThread();

        SharedWork(int parts, Spare<S> spare, ObjIntConsumer<S> part) {
            this.parts = parts;
            this.spare = spare;
            this.part = part;
        }

        @Override
        public void run() {
            S own = null;
            for (int i = next.getAndIncrement(); i < parts; i = next.getAndIncrement()) {
                try {
                    own = own == null ? spare.take() : own;
                    part.accept(own, i);
                } catch (RuntimeException | Error e) {
                    failure.compareAndSet(null, e);
                } finally {
                    if (done.incrementAndGet() == parts) {
                        LockSupport.unpark(owner);
                    }
                }
            }
            if (own != null) {
                spare.kept.add(own);
            }
        }

        /** Waits for parts that others still do; whatever one of them threw is thrown. */
        void await() {
            for (int i = 0; done.get() < parts; i++) {
                if (i < SPINS) {
                    Thread.onSpinWait();
                } else {
                    LockSupport.park(this);
                }
            }
            Throwable thrown = failure.get();
            if (thrown instanceof Error error) {
                throw error;
            }
            if (thrown != null) {
                throw (RuntimeException) thrown;
            }
        }
    }
}
