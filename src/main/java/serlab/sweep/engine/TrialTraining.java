package serlab.sweep.engine;

/**
 * One training of a trial.
 *
 * @param fold fold number
 * @param seed seed of everything random
 */
public record TrialTraining(int fold, long seed) {
}
