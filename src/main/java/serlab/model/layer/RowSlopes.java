package serlab.model.layer;

import serlab.feature.encoder.RowMath;

/** Normalization and softmax of rows on the way to their gradients, in loops that the compiler vectorizes. */
final class RowSlopes {
    private RowSlopes() {
    }

    /** Standardizes a row to mean 0 and variance 1 in place; returns what its distances from the mean were multiplied by. */
    static float standardize(float[] row, int n) {
        float mean = sum(row, n) / n;
        for (int i = 0; i < n; i++) {
            row[i] -= mean;
        }
        float factor = (float) (1 / Math.sqrt(product(row, row, n) / n + RowMath.EPSILON));
        for (int i = 0; i < n; i++) {
            row[i] *= factor;
        }
        return factor;
    }

    /** {@code row gamma + beta}. */
    static void scale(float[] row, float[] gamma, float[] beta, float[] scaled, int n) {
        for (int i = 0; i < n; i++) {
            scaled[i] = row[i] * gamma[i] + beta[i];
        }
    }

    /**
     * Adds the gradient by what was standardized and scaled to {@code sum}, and those by gamma and beta to theirs.
     *
     * @param above        gradient by the scaled row; overwritten
     * @param standardized what {@link #standardize} made of the row
     * @param factor       what it returned
     */
    static void normalized(float[] above, float[] standardized, float factor, float[] gamma, float[] gammaSlopes, float[] betaSlopes,
                           float[] sum, int n) {
        for (int i = 0; i < n; i++) {
            gammaSlopes[i] += above[i] * standardized[i];
            betaSlopes[i] += above[i];
            above[i] *= gamma[i];
        }
        float mean = sum(above, n) / n;
        float along = product(above, standardized, n) / n;
        for (int i = 0; i < n; i++) {
            sum[i] += factor * (above[i] - mean - standardized[i] * along);
        }
    }

    /** Turns gradients by the shares of each of {@code n} rows of as many into those by its scores, in place. */
    static void shares(float[] above, float[] shares, int n) {
        for (int from = 0; from < n * n; from += n) {
            float along = 0;
            float other = 0;
            int i = from;
            for (; i + 1 < from + n; i += 2) {
                along += above[i] * shares[i];
                other += above[i + 1] * shares[i + 1];
            }
            along += other + (i < from + n ? above[i] * shares[i] : 0);
            for (int j = from; j < from + n; j++) {
                above[j] = shares[j] * (above[j] - along);
            }
        }
    }

    static void multiply(float[] row, float[] by, int from, int n) {
        for (int i = 0; i < n; i++) {
            row[i] *= by[from + i];
        }
    }

    private static float sum(float[] row, int n) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int i = 0;
        for (; i + 3 < n; i += 4) {
            a += row[i];
            b += row[i + 1];
            c += row[i + 2];
            d += row[i + 3];
        }
        for (; i < n; i++) {
            a += row[i];
        }
        return a + b + (c + d);
    }

    private static float product(float[] row, float[] other, int n) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int i = 0;
        for (; i + 3 < n; i += 4) {
            a += row[i] * other[i];
            b += row[i + 1] * other[i + 1];
            c += row[i + 2] * other[i + 2];
            d += row[i + 3] * other[i + 3];
        }
        for (; i < n; i++) {
            a += row[i] * other[i];
        }
        return a + b + (c + d);
    }
}
