package serlab.feature.dsp;

import java.util.Arrays;

/** A number that sums up the values of a band; frames that have none are left out. */
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
    },
    /** How many of the frames have a value, 0 to 1: the voiced ones of {@code f0}. */
    SHARE {
        @Override
        double of(double[] values) {
            return 1;
        }

        @Override
        public double of(float[] band) {
            return present(band).length / (double) band.length;
        }
    };

    /** @param values at least one, all finite; not changed */
    abstract double of(double[] values);

    /** Of the values that are there; NaN if there is none. */
    public double of(float[] band) {
        double[] present = present(band);
        return present.length == 0 ? Double.NaN : of(present);
    }

    private static double[] present(float[] band) {
        double[] present = new double[band.length];
        int count = 0;
        for (float value : band) {
            if (!Float.isNaN(value)) {
                present[count++] = value;
            }
        }
        return Arrays.copyOf(present, count);
    }
}
