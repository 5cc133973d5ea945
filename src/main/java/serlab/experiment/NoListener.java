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
    public void epochDone(TrainingKey training, Epoch epoch, int plannedEpochs) {
        // not shown
    }

    @Override
    public void trainingDone(TrainingResult result, int plannedEpochs) {
        // not shown
    }

    @Override
    public void trainingFailed(FailedTraining failed, int plannedEpochs) {
        // not shown
    }

    @Override
    public void notice(String message) {
        // not shown
    }
}
