package serlab.feature;

import java.util.Arrays;

/** A number that sums up many. */
public enum Statistic {
    /** Arithmetic mean. */
    MEAN {
        @Override
        double of(double[] values) {
            return Arrays.stream(values).sum() / values.length;
        }
    },
    /** Population standard deviation, as {@code numpy.std}. */
    STD {
        @Override
        double of(double[] values) {
            double mean = MEAN.of(values);
            return Math.sqrt(Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum() / values.length);
        }
    },
    /** Smallest value. */
    MIN {
        @Override
        double of(double[] values) {
            return Arrays.stream(values).min().orElseThrow();
        }
    },
    /** Largest value. */
    MAX {
        @Override
        double of(double[] values) {
            return Arrays.stream(values).max().orElseThrow();
        }
    },
    /** Middle value; the mean of both middle ones where there are two, as {@code numpy.median}. */
    MEDIAN {
        @Override
        double of(double[] values) {
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            int middle = sorted.length / 2;
            return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        }
    };

    /** @param values at least one, all finite; not changed */
    abstract double of(double[] values);
}
