package serlab.training;

/** Listener to a training as it goes, on the thread that trains. */
public interface TrainingListener {
    /**
     * The training goes on from a state that it left before; the epochs of then follow as if they were done now.
     *
     * @param epochs  that are done
     * @param seconds that they took
     */
    default void resumed(int epochs, double seconds) {
    }

    /** A batch of epoch {@code epoch} is done. */
    default void batchDone(int epoch, int batch, int batches) {
    }

    /** An epoch is done; {@code chosen} says whether it is the best so far. */
    void epochDone(Epoch epoch, boolean chosen);
}
