package serlab.training;

/** Listener to a training as it goes, on the thread that trains. */
public interface TrainingListener {
    /** A batch of epoch {@code epoch} is done. */
    default void batchDone(int epoch, int batch, int batches) {
    }

    /** An epoch is done; {@code chosen} says whether it is the best so far. */
    void epochDone(Epoch epoch, boolean chosen);
}
