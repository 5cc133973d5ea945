package serlab.training;

import java.util.List;

/**
 * State of a training at the end of an epoch: all that its next epoch depends on, whatever the settings say, and what it has
 * measured so far.
 *
 * @param epochs       what the epochs measured
 * @param chance       numbers drawn for the order of clips and their augmentation
 * @param rootState    first half of the state that dropout draws from
 * @param nodeState    second half
 * @param iterations   steps of the optimizer
 * @param averagings   steps that the average has followed
 * @param weights      the network's own, {@code float[parameters]}
 * @param chosen       weights of the epoch that is best so far
 * @param average      averaged weights; empty without averaging
 * @param moments      the optimizer's; empty where it has none
 * @param seconds      how long it took
 */
record TrainingState(List<Epoch> epochs, long chance, long rootState, long nodeState, int iterations, long averagings,
                     float[] weights, float[] chosen, float[] average, float[] moments, double seconds) {
    TrainingState {
        epochs = List.copyOf(epochs);
    }
}
