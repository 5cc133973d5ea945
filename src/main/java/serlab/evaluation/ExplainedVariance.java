package serlab.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.stat.StatUtils;
import serlab.InvalidInputException;

/**
 * How much of a score's variance one setting explains by itself: epsilon squared of a one-way analysis of variance,
 * {@code (SS_between - (k-1) MS_within) / SS_total} for k groups, not below 0. Unlike the plain share it does not grow
 * with the number of groups when the setting has no effect.
 *
 * <p>Source: Kelley, "An unbiased correlation ratio measure", PNAS 21 (1935); {@code scipy.stats.f_oneway} gives the same
 * sums of squares.
 */
public final class ExplainedVariance {
    private ExplainedVariance() {
    }

    /**
     * @param groups value of the setting of each score
     * @param scores as many as groups
     * @return share in [0, 1]; 0 when there is one group, or no group with two scores, or no variance
     * @throws InvalidInputException when the lengths differ
     */
    public static double of(List<?> groups, double[] scores) {
        if (groups.size() != scores.length) {
            throw new InvalidInputException(groups.size() + " groups for " + scores.length + " scores; give one each");
        }
        Map<Object, List<Double>> byGroup = new LinkedHashMap<>();
        for (int i = 0; i < scores.length; i++) {
            byGroup.computeIfAbsent(groups.get(i), g -> new ArrayList<>()).add(scores[i]);
        }
        int k = byGroup.size();
        if (k < 2 || k >= scores.length) {
            return 0;
        }
        double total = squares(scores);
        double within = byGroup.values().stream()
                .mapToDouble(group -> squares(group.stream().mapToDouble(d -> d).toArray())).sum();
        if (!(total > 0)) {
            return 0;
        }
        double meanWithin = within / (scores.length - k);
        return Math.max(0, (total - within - (k - 1) * meanWithin) / total);
    }

    private static double squares(double[] values) {
        double mean = StatUtils.mean(values);
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return sum;
    }
}
