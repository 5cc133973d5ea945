package serlab.experiment;

/**
 * Name of one training of an experiment.
 *
 * @param variant name of the experiment
 * @param fold    fold number from 0
 * @param seed    seed of everything random
 */
public record TrialKey(String variant, int fold, long seed) {
    /** Stands for the networks of all seeds together. */
    public static final long ALL_SEEDS = -1;

    /** For run names and folders: {@code fold-0-seed-1}. */
    public String shortName() {
        return "fold-" + fold + (seed == ALL_SEEDS ? "-all-seeds" : "-seed-" + seed);
    }

    /** The seed for tables: a number, or {@code all}. */
    public String seedName() {
        return seed == ALL_SEEDS ? "all" : String.valueOf(seed);
    }
}
