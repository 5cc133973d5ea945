package serlab.sweep;

import serlab.sweep.engine.TrialTraining;

/**
 * A training of a finalist that failed.
 *
 * @param trial  number of the trial
 * @param unit   its fold and seed
 * @param reason why, and what to do about it
 */
public record FailedRepeat(int trial, TrialTraining unit, String reason) {
    /** {@code trial 7, fold 0, seed 2: training loss is NaN in epoch 1; lower …}. */
    public String text() {
        return "trial " + trial + ", fold " + unit.fold() + ", seed " + unit.seed() + ": " + reason;
    }
}
