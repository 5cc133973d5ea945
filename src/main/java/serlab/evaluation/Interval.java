package serlab.evaluation;

import org.apache.commons.math3.distribution.TDistribution;

/**
 * A two-sided 95 % confidence interval.
 *
 * @param lower lower end, finite
 * @param upper upper end, not below {@code lower}
 */
public record Interval(double lower, double upper) {
    /** Probability with which the interval covers the mean when its assumptions hold. */
    public static final double LEVEL = 0.95;
    private static final double SOLVER_ACCURACY = 1e-15;

    public Interval {
        if (!(Double.isFinite(lower) && Double.isFinite(upper) && lower <= upper)) {
            throw new IllegalArgumentException("interval [" + lower + ", " + upper + "] needs finite ends in ascending order");
        }
    }

    public boolean contains(double value) {
        return lower <= value && value <= upper;
    }

    /** {@code mean ± t(0.975, df) * standardError}. */
    static Interval around(double mean, double standardError, double degreesOfFreedom) {
        double half = new TDistribution(null, degreesOfFreedom, SOLVER_ACCURACY)
                .inverseCumulativeProbability((1 + LEVEL) / 2) * standardError;
        return new Interval(mean - half, mean + half);
    }
}
