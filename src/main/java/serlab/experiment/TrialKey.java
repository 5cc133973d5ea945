package serlab.experiment;

/**
 * Names one training of an experiment.
 *
 * @param variant name of the experiment
 * @param fold    fold number from 0
 * @param seed    seed of everything random
 */
public record TrialKey(String variant, int fold, long seed) {
    /** For run names and folders: {@code fold-0-seed-1}. */
    public String shortName() {
        return "fold-" + fold + "-seed-" + seed;
    }
}
