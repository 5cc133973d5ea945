package serlab.explore;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.stat.correlation.Covariance;

/**
 * Clips as points of a plane, near each other where they sound alike: the first two principal components of their
 * standardized vectors. The sign of a component is chosen such that its largest loading is positive.
 *
 * <p>Source: Pearson 1901; {@code sklearn.decomposition.PCA} after {@code StandardScaler}.
 *
 * @param points    {@code double[clips][2]}
 * @param explained share of the variance that each of the two components explains, 0 to 1
 */
public record ClipMap(double[][] points, double[] explained) {
    /**
     * The map of some clips.
     *
     * @param vectors {@code double[clips][values]}, at least two values, all finite
     */
    public static ClipMap of(double[][] vectors) {
        int clips = vectors.length;
        if (clips < 3) {
            return new ClipMap(new double[clips][2], new double[2]);
        }
        double[][] standard = standardized(vectors);
        EigenDecomposition eigen = new EigenDecomposition(new Covariance(new Array2DRowRealMatrix(standard, false))
                .getCovarianceMatrix());
        double[] values = eigen.getRealEigenvalues();
        double all = 0;
        for (double value : values) {
            all += Math.max(0, value);
        }
        double[][] points = new double[clips][2];
        double[] explained = new double[2];
        for (int component = 0; component < 2; component++) {
            double[] axis = oriented(eigen.getEigenvector(component).toArray());
            explained[component] = all > 0 ? Math.max(0, values[component]) / all : 0;
            for (int clip = 0; clip < clips; clip++) {
                for (int i = 0; i < axis.length; i++) {
                    points[clip][component] += axis[i] * standard[clip][i];
                }
            }
        }
        return new ClipMap(points, explained);
    }

    /** Every value with mean 0 and standard deviation 1 over the clips; 0 where it does not vary. */
    public static double[][] standardized(double[][] vectors) {
        int clips = vectors.length;
        double[][] result = new double[clips][vectors[0].length];
        for (int i = 0; i < vectors[0].length; i++) {
            double mean = 0;
            for (double[] vector : vectors) {
                mean += vector[i] / clips;
            }
            double variance = 0;
            for (double[] vector : vectors) {
                variance += (vector[i] - mean) * (vector[i] - mean) / clips;
            }
            for (int clip = 0; clip < clips; clip++) {
                result[clip][i] = variance > 1e-20 ? (vectors[clip][i] - mean) / Math.sqrt(variance) : 0;
            }
        }
        return result;
    }

    private static double[] oriented(double[] axis) {
        double largest = 0;
        for (double value : axis) {
            largest = Math.abs(value) > Math.abs(largest) ? value : largest;
        }
        if (largest < 0) {
            for (int i = 0; i < axis.length; i++) {
                axis[i] = -axis[i];
            }
        }
        return axis;
    }
}
