package serlab.experiment;

import serlab.training.Epoch;

/** Listener to how a comparison goes; called from several threads, one call at a time. */
public interface ExperimentListener {
    /** Features: clips done of all, for one variant. */
    void featuresProgress(String variant, int done, int total);

    /** Training starts: number of trainings and the most epochs they can take together. */
    void trainingStarts(int trainings, int epochs, int workers);

    /** A batch of an epoch is done. */
    default void batchDone(TrainingKey training, int epoch, int batch, int batches) {
        // of use only while the first epoch is long
    }

    void epochDone(TrainingKey training, Epoch epoch, int plannedEpochs);

    /** A training is over after some of its planned epochs. */
    void trainingDone(TrainingResult result, int plannedEpochs);

    /** A training came to no result; others go on. */
    void trainingFailed(FailedTraining failed, int plannedEpochs);

    /** Something the user should know. */
    void notice(String message);

    /** All trainings were finished before; what is heard of them from here on is of then. */
    default void finishedBefore(String message) {
        notice(message);
    }

    /** The process was told to end. */
    default void stopped(String message) {
        notice(message);
    }

    /** Hears of nothing. */
    static ExperimentListener silent() {
        return new NoListener();
    }
}
