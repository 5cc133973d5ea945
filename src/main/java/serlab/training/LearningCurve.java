package serlab.training;

import java.util.List;

/**
 * A finished training; the network holds the chosen weights.
 *
 * @param epochs     what each epoch measured
 * @param bestEpoch  number of the epoch whose weights were kept
 * @param stopReason why it ended, for people
 */
public record LearningCurve(List<Epoch> epochs, int bestEpoch, String stopReason) {
    public LearningCurve {
        epochs = List.copyOf(epochs);
    }

    public Epoch best() {
        return epochs.get(bestEpoch - 1);
    }
}
