package serlab.experiment;

/**
 * Name of one training of an experiment.
 *
 * @param variant name of the experiment
 * @param fold    fold number from 0
 * @param seed    seed of everything random
 */
public record TrainingKey(String variant, int fold, long seed) {
    /** Stands for the networks of all seeds together. */
    public static final long ALL_SEEDS = -1;
    private static final String ALL = "all";

    /** The seed that a table calls so. */
    public static long seedOf(String name) {
        return name.equals(ALL) ? ALL_SEEDS : Long.parseLong(name);
    }

    /** For run names and folders: {@code fold-0-seed-1}. */
    public String shortName() {
        return "fold-" + fold + (seed == ALL_SEEDS ? "-all-seeds" : "-seed-" + seed);
    }

    /** The seed for tables: a number, or {@code all}. */
    public String seedName() {
        return seed == ALL_SEEDS ? ALL : String.valueOf(seed);
    }
}
