package serlab.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;
import serlab.InvalidInputException;

/**
 * Mean UAR over folds and seeds, or the difference of two variants' mean UAR on the same clips, with an error that
 * allows for clips of one speaker being alike and for the luck of a seed.
 *
 * <p>The value is the mean of {@code d_i} weighted by {@code w_i = 1 / (folds * classes of the fold * clips of the class in
 * the fold)}, which makes it the mean of the folds' UARs. Its variance is the sum of two parts: between speakers,
 * {@code G/(G-1) * sum_g (sum_{i in g} w_i (d_i - value))^2} for G speakers, and, with several seeds, the variance of the
 * seeds' values divided by their number. Both hold the noise that is neither, so the sum errs on the careful side. The
 * degrees of freedom are Satterthwaite's.
 *
 * <p>Source: Cameron, Gelbach and Miller, "Robust inference with multiway clustering", JBES 29 (2011), equation 2.11
 * without the subtracted intersection; the first part alone is {@code statsmodels} WLS with {@code cov_type="cluster"}.
 *
 * @param value            mean UAR or difference, in [-1, 1]
 * @param standardError    its standard error
 * @param degreesOfFreedom of the t-distribution that p and interval come from
 * @param p                two-sided, of the value being 0
 * @param interval         95 %
 * @param clusters         number of speakers
 * @param seeds            number of seeds
 */
public record ClusteredUar(double value, double standardError, double degreesOfFreedom, double p, Interval interval,
                           int clusters, int seeds) {

    /**
     * Mean UAR of one variant.
     *
     * @throws InvalidInputException when there are fewer than two clusters or clips differ in their number of seeds
     */
    public static ClusteredUar of(List<ScoredClip> clips) {
        Map<String, List<Integer>> clusters = new HashMap<>();
        for (int i = 0; i < clips.size(); i++) {
            clusters.computeIfAbsent(clips.get(i).cluster(), c -> new ArrayList<>()).add(i);
        }
        if (clusters.size() < 2) {
            throw new InvalidInputException("the clips come from " + clusters.size()
                    + " speaker; an interval needs at least two, so test on more folds");
        }
        double[] weights = weights(clips);
        double[] perSeed = perSeed(clips, weights);
        double value = StatUtils.mean(perSeed);
        double betweenClusters = 0;
        for (List<Integer> cluster : clusters.values()) {
            double sum = 0;
            for (int i : cluster) {
                sum += weights[i] * (StatUtils.mean(clips.get(i).correct()) - value);
            }
            betweenClusters += sum * sum;
        }
        int groups = clusters.size();
        return of(value, betweenClusters * groups / (groups - 1), groups,
                perSeed.length < 2 ? 0 : StatUtils.variance(perSeed) / perSeed.length, perSeed.length);
    }

    /** Mean UAR of one variant over folds and seeds, without an error. */
    public static double mean(List<ScoredClip> clips) {
        return StatUtils.mean(perSeed(clips, weights(clips)));
    }

    /**
     * Mean UAR of the first variant minus that of the second.
     *
     * @param second the same clips in the same order
     * @throws InvalidInputException when the clips differ or there are fewer than two clusters
     */
    public static ClusteredUar difference(List<ScoredClip> first, List<ScoredClip> second) {
        if (first.size() != second.size()) {
            throw new InvalidInputException("a paired test got " + first.size() + " and " + second.size()
                    + " clips; give both variants' scores of the same clips");
        }
        List<ScoredClip> differences = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            differences.add(first.get(i).minus(second.get(i)));
        }
        return of(differences);
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

    private static double[] weights(List<ScoredClip> clips) {
        Map<Integer, Set<Integer>> classes = new HashMap<>();
        Map<List<Integer>, Integer> sizes = new HashMap<>();
        for (ScoredClip clip : clips) {
            classes.computeIfAbsent(clip.fold(), f -> new HashSet<>()).add(clip.truth());
            sizes.merge(List.of(clip.fold(), clip.truth()), 1, Integer::sum);
        }
        return clips.stream().mapToDouble(clip -> 1.0 / classes.size() / classes.get(clip.fold()).size()
                / sizes.get(List.of(clip.fold(), clip.truth()))).toArray();
    }

    private static double[] perSeed(List<ScoredClip> clips, double[] weights) {
        double[] sums = new double[clips.get(0).correct().length];
        for (int i = 0; i < weights.length; i++) {
            double[] correct = clips.get(i).correct();
            if (correct.length != sums.length) {
                throw new InvalidInputException("clip '" + clips.get(i).clip() + "' has " + correct.length
                        + " scores and the first clip " + sums.length + "; give one per seed for every clip");
            }
            for (int seed = 0; seed < sums.length; seed++) {
                sums[seed] += weights[i] * correct[seed];
            }
        }
        return sums;
    }
}
