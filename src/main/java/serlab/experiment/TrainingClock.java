package serlab.experiment;

import serlab.training.Epoch;
import serlab.training.TrainingListener;

/** Clock of a training: counts what it took before it was interrupted, and hands on what it hears. */
final class TrainingClock implements TrainingListener {
    private final TrainingListener listener;
    private final long start = System.nanoTime();
    private double before;

    TrainingClock(TrainingListener listener) {
        this.listener = listener;
    }

    /** Seconds so far. */
    double seconds() {
        return before + (System.nanoTime() - start) / 1e9;
    }

    @Override
    public void resumed(int epochs, double seconds) {
        before += seconds;
        listener.resumed(epochs, seconds);
    }

    @Override
    public void batchDone(int epoch, int batch, int batches) {
        listener.batchDone(epoch, batch, batches);
    }

    @Override
    public void epochDone(Epoch epoch, boolean chosen) {
        listener.epochDone(epoch, chosen);
    }
}
