package serlab.explore.effect;

import java.util.Comparator;
import java.util.List;

/**
 * How a number of clips differs between their classes.
 *
 * @param name       of the number
 * @param unit       of the number, empty if it has none
 * @param clips      that have a value
 * @param etaSquared share of the variance that the classes explain, 0 to 1; NaN where nothing varies
 * @param classes    in the corpus's order; those with a value alone
 * @param values     of each clip, less the mean of its speaker plus the mean of all, where speakers are compared with
 *                   themselves; NaN where a clip has none
 */
public record FeatureEffect(String name, String unit, int clips, double etaSquared, List<ClassEffect> classes, double[] values) {
    /**
     * A class.
     *
     * @param clips  of the class that have a value
     * @param mean   of them, in the number's unit, as it was measured
     * @param std    their standard deviation, over n - 1
     * @param lower  first quartile
     * @param median their middle
     * @param upper  third quartile
     * @param d      Cohen's d of the class against all others: difference of means in pooled standard deviations; NaN where it is
     *               not defined
     */
    public record ClassEffect(String label, int clips, double mean, double std, double lower, double median, double upper, double d) {
    }

    /** The class that differs most from the rest, or null if none has a d. */
    public ClassEffect strongest() {
        return classes.stream().filter(one -> Double.isFinite(one.d()))
                .max(Comparator.comparingDouble(one -> Math.abs(one.d()))).orElse(null);
    }
}
