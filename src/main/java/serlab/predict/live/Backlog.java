package serlab.predict.live;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Sound that has come and waits to be heard, between the thread that takes it in and the one that hears it. It keeps a few
 * seconds; of more the oldest is lost, and counted.
 */
final class Backlog {
    private final int most;
    private List<Block> waiting = new ArrayList<>();
    private int samples;
    private long lost;
    private boolean ended;

    /**
     * Samples that came together.
     *
     * @param samples      amplitudes
     * @param arrivedNanos when
     */
    record Block(float[] samples, long arrivedNanos) {
    }

    /**
     * What had waited.
     *
     * @param lost   samples that came before it and were not kept
     * @param blocks in order; none if nothing came in time
     * @param ended  whether nothing more will come
     */
    record Taken(long lost, List<Block> blocks, boolean ended) {
    }

    /** @param most samples that it keeps */
    Backlog(int most) {
        this.most = most;
    }

    synchronized void add(Block block) {
        waiting.add(block);
        samples += block.samples().length;
        while (samples > most && waiting.size() > 1) {
            int oldest = waiting.remove(0).samples().length;
            samples -= oldest;
            lost += oldest;
        }
        notifyAll();
    }

    /** Nothing more will come. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** All that waits; waits itself for something, at most so long. */
    synchronized Taken take(long millis) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long left = millis; waiting.isEmpty() && !ended && left > 0;
                left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())) {
            wait(left);
        }
        Taken taken = new Taken(lost, waiting, ended);
        waiting = new ArrayList<>();
        samples = 0;
        lost = 0;
        return taken;
    }
}
