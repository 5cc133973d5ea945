package serlab.experiment;

import serlab.training.Epoch;

/** Listener that shows nothing: for a program that asks for the result alone. */
public record NoListener() implements ExperimentListener {
    @Override
    public void featuresProgress(String variant, int done, int total) {
        // not shown
    }

    @Override
    public void trainingStarts(int trainings, int epochs, int workers) {
        // not shown
    }

    @Override
    public void epochDone(TrialKey trial, Epoch epoch, int plannedEpochs) {
        // not shown
    }

    @Override
    public void trialDone(TrialResult result, int plannedEpochs) {
        // not shown
    }

    @Override
    public void trialFailed(FailedTraining failed, int plannedEpochs) {
        // not shown
    }

    @Override
    public void notice(String message) {
        // not shown
    }
}
