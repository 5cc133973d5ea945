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
    public synchronized void epochDone(TrialKey trial, Epoch epoch, int plannedEpochs) {
        to.epochDone(trial, epoch, plannedEpochs);
    }

    @Override
    public synchronized void trialDone(TrialResult result, int plannedEpochs) {
        to.trialDone(result, plannedEpochs);
    }

    @Override
    public synchronized void trialFailed(FailedTraining failed, int plannedEpochs) {
        to.trialFailed(failed, plannedEpochs);
    }

    @Override
    public synchronized void notice(String message) {
        to.notice(message);
    }
}
