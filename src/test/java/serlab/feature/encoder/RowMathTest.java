package serlab.feature.encoder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.apache.commons.math3.special.Erf;
import org.junit.jupiter.api.Test;

/** Against the same functions in double precision. */
class RowMathTest {
    private static final int N = 20_011;

    /** Evenly from one number to another. */
    private static float[] range(double from, double to) {
        float[] values = new float[N];
        for (int i = 0; i < N; i++) {
            values[i] = (float) (from + (to - from) * i / (N - 1));
        }
        return values;
    }

    @Test
    void geluIsThatOfTheErrorFunction() {
        for (double most : new double[] {0.01, 1, 8, 300}) {
            float[] x = range(-most, most);
            float[] y = x.clone();
            RowMath.gelu(y, N);
            for (int i = 0; i < N; i++) {
                double expected = 0.5 * x[i] * (1 + Erf.erf(x[i] / Math.sqrt(2)));
                assertEquals(expected, y[i], 1e-6 * Math.max(1, Math.abs(x[i])), "gelu of " + x[i]);
            }
        }
    }

    @Test
    void slopesOfGeluAreThoseOfTheErrorFunction() {
        for (double most : new double[] {0.01, 1, 8, 300}) {
            float[] x = range(-most, most);
            float[] y = x.clone();
            RowMath.geluSlopes(y, new float[N], N);
            for (int i = 0; i < N; i++) {
                double expected = 0.5 * (1 + Erf.erf(x[i] / Math.sqrt(2))) + x[i] * Math.exp(-0.5 * x[i] * x[i]) / Math.sqrt(2 * Math.PI);
                assertEquals(expected, y[i], 3e-6, "slope at " + x[i]);
            }
        }
    }

    @Test
    void exponentialsAreThoseOfMath() {
        float[] x = range(-24, 0);
        float[] y = x.clone();
        RowMath.exponentials(y, N);
        for (int i = 0; i < N; i++) {
            assertEquals(Math.exp(x[i]), y[i], 8e-6 * Math.exp(x[i]), "exp of " + x[i]);
        }
        float[] far = {-25, -100, -1e30f, -0f};
        RowMath.exponentials(far, 4);
        assertEquals(1, far[3]);
        for (int i = 0; i < 3; i++) {
            assertEquals(0, far[i], 1e-10);
        }
    }

    @Test
    void sharesOfEveryRowAddUpToOne() {
        int n = 61;
        float[] values = new float[3 * n];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (30 * Math.sin(i * 1.7) + (i < n ? 1000 : 0));
        }
        float[] shares = values.clone();
        RowMath.softmax(shares, 3, n);
        for (int row = 0; row < 3; row++) {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += Math.exp(values[row * n + i] - 1000 * (row == 0 ? 1 : 0));
            }
            for (int i = 0; i < n; i++) {
                assertEquals(Math.exp(values[row * n + i] - (row == 0 ? 1000 : 0)) / sum, shares[row * n + i], 1e-4, "row " + row);
            }
        }
    }

    @Test
    void aNormalizedRowHasMeanZeroAndVarianceOneBeforeItIsScaled() {
        int n = 45;
        float[] row = new float[n];
        double mean = 0;
        for (int i = 0; i < n; i++) {
            row[i] = (float) (3 * Math.sin(i * i) - 2);
            mean += row[i] / (double) n;
        }
        double variance = 0;
        for (float value : row) {
            variance += (value - mean) * (value - mean) / n;
        }
        float[] normalized = new float[n];
        RowMath.layerNorm(row, range(1, 2), range(0.5, 0.7), normalized, n);
        for (int i = 0; i < n; i++) {
            double expected = (row[i] - mean) / Math.sqrt(variance + 1e-5) * range(1, 2)[i] + range(0.5, 0.7)[i];
            assertEquals(expected, normalized[i], 1e-6, "value " + i);
        }
    }
}
