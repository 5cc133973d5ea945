package serlab.evaluation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.math3.stat.StatUtils;
import serlab.InvalidInputException;

/**
 * One metric over folds, or over the seeds of one fold: its mean, spread and 95 % t-interval.
 *
 * <p>The folds of a cross-validation share training data, so their scores are not independent and the interval is
 * approximate, usually too narrow; {@link PairedTest} offers a correction for comparisons.
 *
 * <p>Source: {@code numpy.std(ddof=1)} and {@code scipy.stats.t.interval(0.95, n - 1, mean, sd / sqrt(n))}.
 *
 * @param n    number of values, at least 1
 * @param mean arithmetic mean
 * @param sd   sample standard deviation (divisor n - 1), 0 for a single value
 * @param interval of the mean, empty for a single value
 */
public record Summary(int n, double mean, double sd, Optional<Interval> interval) {

    /** @throws InvalidInputException when there is no value or one is not finite */
    public static Summary of(double... values) {
        if (values.length == 0) {
            throw new InvalidInputException("no values to summarize; give the score of at least one fold");
        }
        Arrays.stream(values).filter(value -> !Double.isFinite(value)).findFirst().ifPresent(value -> {
            throw new InvalidInputException("cannot summarize the value " + value + "; every score must be finite");
        });
        double mean = StatUtils.mean(values);
        if (values.length == 1) {
            return new Summary(1, mean, 0, Optional.empty());
        }
        double sd = Math.sqrt(StatUtils.variance(values));
        double standardError = sd / Math.sqrt(values.length);
        return new Summary(values.length, mean, sd, Optional.of(Interval.around(mean, standardError, values.length - 1)));
    }

    /** Mean and standard deviation of a share, such as {@code 52.3 ± 4.1 %}; a single value has no spread: {@code 52.3 %}. */
    public String percent() {
        return n == 1 ? String.format(Locale.ROOT, "%.1f %%", 100 * mean)
                : String.format(Locale.ROOT, "%.1f ± %.1f %%", 100 * mean, 100 * sd);
    }

    /** As {@link #percent()} with the interval behind it, cut at 0 and 100 %: {@code 52.3 ± 4.1 % [47.2, 57.4]}. */
    public String percentWithInterval() {
        return percent() + interval.map(i -> ' ' + i.percent()).orElse("");
    }
}
