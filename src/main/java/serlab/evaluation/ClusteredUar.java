package serlab.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Mean UAR over folds and seeds, or the difference of two models' mean UAR on the same clips, with an error that allows
 * for clips of one speaker being alike and for the luck of a seed. Made by {@link TestScores}.
 *
 * <p>The value is the mean of the answers' grades {@code d_i} (1 where right, or the difference of two models' grades),
 * weighted by {@code w_i = 1 / (folds * trainings of the fold * classes of the training * clips of the class in the
 * training)}, which makes it the mean over folds, each the mean of its trainings' UARs. Its variance is the sum of two
 * parts: between speakers, {@code G/(G-1) * sum_g (sum_{i in g} w_i (d_i - value))^2} for G speakers, and, with several
 * seeds, the variance of the seeds' values divided by their number. Both hold the noise that is neither, so the sum errs on
 * the careful side. The degrees of freedom are Satterthwaite's.
 *
 * <p>Source: Cameron, Gelbach and Miller, "Robust inference with multiway clustering", JBES 29 (2011), equation 2.11
 * without the subtracted intersection; the first part alone is {@code statsmodels} WLS with {@code cov_type="cluster"}.
 *
 * @param value            mean UAR or difference, in [-1, 1]
 * @param standardError    its standard error
 * @param degreesOfFreedom of the t-distribution that p and interval come from
 * @param p                two-sided, of the value being 0
 * @param interval         95 %
 * @param clusters         number of speakers, or of clips where speakers are unknown
 * @param seeds            number of seeds
 */
public record ClusteredUar(double value, double standardError, double degreesOfFreedom, double p, Interval interval,
                           int clusters, int seeds) {

    /**
     * One answer of one training.
     *
     * @param cluster what it shares with answers that are not independent of it: its speaker
     * @param seed    seed of the training
     * @param weight  its share in the mean; all add up to 1
     * @param grade   1 where right, 0 where not; or the difference of two models' grades
     */
    record Graded(String cluster, String seed, double weight, double grade) {
    }

    /** Empty where all answers are of one cluster, since an interval needs at least two. */
    static Optional<ClusteredUar> of(List<Graded> answers) {
        double value = 0;
        Map<String, double[]> seeds = new LinkedHashMap<>();
        for (Graded answer : answers) {
            value += answer.weight * answer.grade;
            double[] own = seeds.computeIfAbsent(answer.seed, seed -> new double[2]);
            own[0] += answer.weight * answer.grade;
            own[1] += answer.weight;
        }
        Map<String, Double> clusters = new LinkedHashMap<>();
        for (Graded answer : answers) {
            clusters.merge(answer.cluster, answer.weight * (answer.grade - value), Double::sum);
        }
        int groups = clusters.size();
        if (groups < 2) {
            return Optional.empty();
        }
        double betweenClusters = clusters.values().stream().mapToDouble(sum -> sum * sum).sum();
        double[] perSeed = seeds.values().stream().mapToDouble(own -> own[0] / own[1]).toArray();
        return Optional.of(of(value, betweenClusters * groups / (groups - 1), groups,
                perSeed.length < 2 ? 0 : StatUtils.variance(perSeed) / perSeed.length, perSeed.length));
    }

    private static ClusteredUar of(double value, double byCluster, int clusters, double bySeed, int seeds) {
        double variance = byCluster + bySeed;
        double error = Math.sqrt(variance);
        double freedom = clusters - 1;
        if (variance > 0 && seeds > 1) {
            freedom = variance * variance
                    / (byCluster * byCluster / (clusters - 1) + bySeed * bySeed / (seeds - 1));
        }
        double t = value == 0 ? 0 : value / error;
        double p = 2 * new TDistribution(null, freedom).cumulativeProbability(-Math.abs(t));
        return new ClusteredUar(value, error, freedom, p, Interval.around(value, error, freedom), clusters, seeds);
    }
}
