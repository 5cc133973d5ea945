package serlab.training;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import serlab.augment.Augmentations;

/**
 * The training batches of one epoch after another, each made on a thread of its own while the network trains on the one
 * before. Batches are drawn in order and by that thread alone, so that the numbers are those of drawing them in turn.
 */
final class BatchesAhead implements AutoCloseable {
    private final Batches[] slots;
    private final int size;
    private final Augmentations augmentations;
    private final double originals;
    private final RandomGenerator chance;
    private final ExecutorService maker = Executors.newSingleThreadExecutor(BatchesAhead::thread);
    private int[] order = new int[0];
    private int from;
    private int slot;
    private Future<Batches> pending;

    /**
     * @param batches       gives a place to make a batch in; asked twice
     * @param size          clips in a batch
     * @param augmentations what changes the clips
     * @param originals     probability that an example that has copies is used as it is
     * @param chance        drawn from between {@link #begin} and the last {@link #next} of an epoch, and only then
     */
    BatchesAhead(Supplier<Batches> batches, int size, Augmentations augmentations, double originals,
                 RandomGenerator chance) {
        this.slots = new Batches[] {batches.get(), batches.get()};
        this.size = size;
        this.augmentations = augmentations;
        this.originals = originals;
        this.chance = chance;
    }

    /** Begins an epoch of the examples in that order, with that teacher; returns the number of its batches. */
    int begin(int[] examples, Teacher teacher) {
        for (Batches batches : slots) {
            batches.teacher(teacher);
        }
        order = examples;
        from = 0;
        pending = submitted();
        return number(examples.length);
    }

    /**
     * The next batch of the epoch, valid until the next call.
     *
     * @throws CancellationException if the thread is interrupted
     */
    Batches next() {
        try {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            Batches batch = pending.get();
            pending = from < number(order.length) * size ? submitted() : null;
            return batch;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("training was interrupted");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    /** A last batch of one clip is left out: batch normalization needs two. */
    private int number(int clips) {
        int whole = clips / size;
        return Math.max(1, clips % size > 1 ? whole + 1 : whole);
    }

    private Future<Batches> submitted() {
        Batches free = slots[slot];
        slot = 1 - slot;
        int begin = from;
        int end = Math.min(order.length, begin + size);
        from = begin + size;
        int[] examples = order;
        return maker.submit(() -> {
            free.draw(examples, begin, end, augmentations, originals, chance);
            return free;
        });
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "batches");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        maker.shutdownNow();
    }
}
