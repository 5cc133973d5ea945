package serlab.evaluation;

import org.apache.commons.math3.distribution.TDistribution;
import serlab.InvalidInputException;

/**
 * Comparison of two variants that were scored on the same folds: is their mean difference more than chance?
 *
 * <p>Two versions of the same t-test with n - 1 degrees of freedom, two-sided. They differ in the variance of the mean:
 * <ul>
 * <li>{@link #student()}: s² / n. Folds share training data, so this is too optimistic;</li>
 * <li>{@link #corrected()}: s² (1/n + test/train), the corrected resampled t-test. Prefer it for folds.</li>
 * </ul>
 * When all differences are equal the variance is zero: equal to 0 gives t = 0, p = 1; otherwise t is infinite and p = 0.
 *
 * <p>Source: {@code scipy.stats.ttest_rel}; Nadeau and Bengio, "Inference for the generalization error", Machine Learning
 * 52 (2003), section 3.
 *
 * @param pairs          number of folds, at least 2
 * @param meanDifference mean of first minus second
 * @param sdDifference   sample standard deviation of the differences
 */
public record PairedTest(int pairs, double meanDifference, double sdDifference, Result student, Result corrected) {

    /**
     * One version of the test.
     *
     * @param t        statistic
     * @param p        two-sided p value
     * @param interval 95 % interval of the mean difference
     */
    public record Result(double t, double p, Interval interval) {
    }

    /**
     * @param first            scores of one variant, one per fold
     * @param second           scores of the other on the same folds in the same order
     * @param testToTrainRatio test items divided by training items of one fold, above 0; 0.25 for five folds
     * @throws InvalidInputException when the lengths differ, fewer than two folds are given or the ratio is not positive
     */
    public static PairedTest of(double[] first, double[] second, double testToTrainRatio) {
        if (first.length != second.length || first.length < 2) {
            throw new InvalidInputException("a paired test got " + first.length + " and " + second.length
                    + " scores; give both variants' scores on the same folds, at least two");
        }
        if (!(testToTrainRatio > 0 && Double.isFinite(testToTrainRatio))) {
            throw new InvalidInputException("testToTrainRatio " + testToTrainRatio
                    + " must be above 0; it is test items divided by training items, 0.25 for five folds");
        }
        double[] differences = new double[first.length];
        for (int i = 0; i < first.length; i++) {
            differences[i] = first[i] - second[i];
        }
        Summary summary = Summary.of(differences);
        double perFold = 1.0 / summary.n();
        return new PairedTest(summary.n(), summary.mean(), summary.sd(),
                result(summary, perFold), result(summary, perFold + testToTrainRatio));
    }

    private static Result result(Summary differences, double varianceFactor) {
        int degreesOfFreedom = differences.n() - 1;
        double standardError = differences.sd() * Math.sqrt(varianceFactor);
        double t = differences.mean() == 0 ? 0 : differences.mean() / standardError;
        double p = 2 * new TDistribution(null, degreesOfFreedom).cumulativeProbability(-Math.abs(t));
        return new Result(t, p, Interval.around(differences.mean(), standardError, degreesOfFreedom));
    }
}
