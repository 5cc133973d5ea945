package serlab.sweep.search;

import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.NormalDistribution;

/** A density over the unit interval, from the positions of some values and a prior that weighs as much as one of them. */
sealed interface ParzenEstimator permits ParzenEstimator.Counts, ParzenEstimator.Kernels {
    /** A position in [0, 1). */
    double draw(SplittableRandom chance);

    /** Natural logarithm of the density, up to a constant. */
    double logDensity(double position);

    /** Shares of values without an order. */
    final class Counts implements ParzenEstimator {
        private final double[] shares;

        Counts(double[] positions, int values) {
            shares = new double[values];
            for (int i = 0; i < values; i++) {
                shares[i] = 1.0 / values;
            }
            for (double position : positions) {
                shares[(int) (position * values)]++;
            }
            for (int i = 0; i < values; i++) {
                shares[i] /= positions.length + 1;
            }
        }

        @Override
        public double draw(SplittableRandom chance) {
            double left = chance.nextDouble();
            int value = 0;
            while (value < shares.length - 1 && left >= shares[value]) {
                left -= shares[value++];
            }
            return (value + 0.5) / shares.length;
        }

        @Override
        public double logDensity(double position) {
            return Math.log(shares[(int) (position * shares.length)]);
        }
    }

    /**
     * Normal kernels cut off at 0 and 1, each as wide as the distance to its farther neighbor, and one of standard
     * deviation 1 in the middle.
     */
    final class Kernels implements ParzenEstimator {
        private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);
        private static final double MOST_NARROW = 100;
        private static final double LAST = Math.nextDown(1.0);

        private final double[] centers;
        private final double[] widths;

        Kernels(double[] ascending) {
            int n = ascending.length;
            centers = new double[n + 1];
            widths = new double[n + 1];
            double least = 1 / Math.min(MOST_NARROW, n + 2.0);
            for (int i = 0; i < n; i++) {
                double before = i == 0 ? 0 : ascending[i - 1];
                double after = i == n - 1 ? 1 : ascending[i + 1];
                centers[i] = ascending[i];
                widths[i] = Math.min(1, Math.max(least, Math.max(ascending[i] - before, after - ascending[i])));
            }
            centers[n] = 0.5;
            widths[n] = 1;
        }

        @Override
        public double draw(SplittableRandom chance) {
            int kernel = chance.nextInt(centers.length);
            double low = NORMAL.cumulativeProbability(-centers[kernel] / widths[kernel]);
            double high = NORMAL.cumulativeProbability((1 - centers[kernel]) / widths[kernel]);
            double position = centers[kernel]
                    + widths[kernel] * NORMAL.inverseCumulativeProbability(low + chance.nextDouble() * (high - low));
            return Math.max(0, Math.min(LAST, position));
        }

        @Override
        public double logDensity(double position) {
            double sum = 0;
            for (int kernel = 0; kernel < centers.length; kernel++) {
                double mass = NORMAL.cumulativeProbability((1 - centers[kernel]) / widths[kernel])
                        - NORMAL.cumulativeProbability(-centers[kernel] / widths[kernel]);
                sum += NORMAL.density((position - centers[kernel]) / widths[kernel]) / widths[kernel] / mass;
            }
            return Math.log(sum / centers.length);
        }
    }
}
