package serlab.evaluation;

import java.util.Locale;
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

    /** Of a share: cut at 0 and 1, in percent, as all tables print it: {@code [47.2, 57.4]}. */
    public String percent() {
        return String.format(Locale.ROOT, "[%.1f, %.1f]", 100 * Math.max(0, lower), 100 * Math.min(1, upper));
    }

    /** Of a difference of shares, in points: {@code [-1.2, +3.4]}. */
    public String points() {
        return String.format(Locale.ROOT, "[%+.1f, %+.1f]", 100 * lower, 100 * upper);
    }

    /** {@code mean ± t(0.975, df) * standardError}. */
    static Interval around(double mean, double standardError, double degreesOfFreedom) {
        double half = new TDistribution(null, degreesOfFreedom, SOLVER_ACCURACY)
                .inverseCumulativeProbability((1 + LEVEL) / 2) * standardError;
        return new Interval(mean - half, mean + half);
    }
}
