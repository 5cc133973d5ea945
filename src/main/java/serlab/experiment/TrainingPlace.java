package serlab.experiment;

import java.nio.file.Path;
import serlab.training.TrainingListener;

/** Place where the trainings of a comparison are done: this process, or the machines of a cluster. */
@FunctionalInterface
interface TrainingPlace {
    /**
     * Trains, tests, and saves the model to a folder; called from several threads.
     *
     * @param states   where it goes on from, if it was interrupted
     * @param listener told of every epoch, be it when all are done
     */
    TrainingResult run(Training training, Path model, TrainingStates states, TrainingListener listener);
}
