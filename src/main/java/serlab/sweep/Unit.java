package serlab.sweep;

/**
 * One training of a trial.
 *
 * @param fold fold number
 * @param seed seed of everything random
 */
public record Unit(int fold, long seed) {
}
