package serlab.experiment;

import serlab.training.Epoch;

/** A listener that hears one thread at a time. */
record OneAtATime(ExperimentListener to) implements ExperimentListener {
    @Override
    public synchronized void featuresProgress(String variant, int done, int total) {
        to.featuresProgress(variant, done, total);
    }

    @Override
    public synchronized void trainingStarts(int trainings, int epochs, int workers) {
        to.trainingStarts(trainings, epochs, workers);
    }

    @Override
    public synchronized void batchDone(TrainingKey training, int epoch, int batch, int batches) {
        to.batchDone(training, epoch, batch, batches);
    }

    @Override
    public synchronized void epochDone(TrainingKey training, Epoch epoch, int plannedEpochs) {
        to.epochDone(training, epoch, plannedEpochs);
    }

    @Override
    public synchronized void trainingDone(TrainingResult result, int plannedEpochs) {
        to.trainingDone(result, plannedEpochs);
    }

    @Override
    public synchronized void trainingFailed(FailedTraining failed, int plannedEpochs) {
        to.trainingFailed(failed, plannedEpochs);
    }

    @Override
    public synchronized void finishedBefore(String message) {
        to.finishedBefore(message);
    }

    @Override
    public synchronized void notice(String message) {
        to.notice(message);
    }
}
