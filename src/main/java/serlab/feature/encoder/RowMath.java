package serlab.feature.encoder;

/**
 * Functions over rows of numbers, in loops that the compiler vectorizes. Their errors, against double precision, are below
 * 5e-7 (of 1 for {@link #exponentials}, of the larger of 1 and the value for {@link #gelu}).
 */
public final class RowMath {
    /** Below it exp is taken as exp(-24), 4e-11. */
    private static final float LEAST_EXPONENT = -24;
    /** Added to a number below 2^22 and taken from it again, it leaves the nearest whole number. */
    private static final float ROUNDING = 3 << 22;
    /** What is added to the variance of a row before its root is taken. */
    public static final float EPSILON = 1e-5f;

    private RowMath() {
    }

    /**
     * The Gaussian error linear unit, {@code x (1 + erf(x / sqrt 2)) / 2}, in place.
     *
     * <p>Source: the rational approximation of erf in Eigen 3.4 ({@code Eigen/src/Core/MathFunctionsImpl} and TensorFlow's XLA),
     * clamped at 4 (by two distances, which the compiler vectorizes better than a minimum and a maximum).
     */
    public static void gelu(float[] row, int n) {
        for (int i = 0; i < n; i++) {
            row[i] = 0.5f * row[i] * (1 + errorFunction(row[i]));
        }
    }

    /**
     * Slopes of {@link #gelu}, {@code (1 + erf(x / sqrt 2)) / 2 + x exp(-x²/2) / sqrt(2 pi)}, in place.
     *
     * @param bells overwritten, {@code [n]}
     */
    public static void geluSlopes(float[] row, float[] bells, int n) {
        for (int i = 0; i < n; i++) {
            bells[i] = -0.5f * row[i] * row[i];
        }
        exponentials(bells, n);
        for (int i = 0; i < n; i++) {
            row[i] = 0.5f * (1 + errorFunction(row[i])) + 0.39894228f * row[i] * bells[i];
        }
    }

    /** erf(x / sqrt 2). */
    private static float errorFunction(float value) {
        float z = 0.5f * (Math.abs(value * 0.70710678f + 4) - Math.abs(value * 0.70710678f - 4));
        float s = z * z;
        float p = Math.fma(-2.72614225801306e-10f, s, 2.77068142495902e-08f);
        p = Math.fma(p, s, -2.10102402082508e-06f);
        p = Math.fma(p, s, -5.69250639462346e-05f);
        p = Math.fma(p, s, -7.34990630326855e-04f);
        p = Math.fma(p, s, -2.95459980854025e-03f);
        p = Math.fma(p, s, -1.60960333262415e-02f);
        float q = Math.fma(-1.45660718464996e-05f, s, -2.13374055278905e-04f);
        q = Math.fma(q, s, -1.68282697438203e-03f);
        q = Math.fma(q, s, -7.37332916720468e-03f);
        q = Math.fma(q, s, -1.42647390514189e-02f);
        return z * p / q;
    }

    /** {@code exp(x)} of the first values, none above 0, in place: (exp(x / 64))^64 of a series. */
    public static void exponentials(float[] values, int n) {
        for (int i = 0; i < n; i++) {
            float x = Math.max(LEAST_EXPONENT, values[i]) * 0.015625f;
            float e = Math.fma(x, 1f / 5040, 1f / 720);
            e = Math.fma(e, x, 1f / 120);
            e = Math.fma(e, x, 1f / 24);
            e = Math.fma(e, x, 1f / 6);
            e = Math.fma(e, x, 0.5f);
            e = Math.fma(e, x, 1);
            e = Math.fma(e, x, 1);
            e *= e;
            e *= e;
            e *= e;
            e *= e;
            e *= e;
            values[i] = e * e;
        }
    }

    /** Turns rows of scores, {@code [rows][n]} one after another, into shares of 1, in place. */
    public static void softmax(float[] values, int rows, int n) {
        for (int row = 0; row < rows; row++) {
            subtract(values, row * n, n, largest(values, row * n, n));
        }
        exponentials(values, rows * n);
        for (int row = 0; row < rows; row++) {
            scale(values, row * n, n, 1 / sum(values, row * n, n));
        }
    }

    /**
     * A row with mean 0 and variance 1, times {@code gamma} plus {@code beta}.
     *
     * @param row        {@code [n]}
     * @param normalized written, {@code [n]}
     */
    public static void layerNorm(float[] row, float[] gamma, float[] beta, float[] normalized, int n) {
        float mean = sum(row, 0, n) / n;
        for (int i = 0; i < n; i++) {
            normalized[i] = row[i] - mean;
        }
        float factor = (float) (1 / Math.sqrt(squares(normalized, n) / n + EPSILON));
        for (int i = 0; i < n; i++) {
            normalized[i] = normalized[i] * factor * gamma[i] + beta[i];
        }
    }

    /** Adds the first values of another row, in place. */
    public static void add(float[] row, float[] other, int n) {
        for (int i = 0; i < n; i++) {
            row[i] += other[i];
        }
    }

    /** The largest distance from 0. */
    static float largestMagnitude(float[] row, int n) {
        float largest = 0;
        for (int i = 0; i < n; i++) {
            largest = Math.max(largest, Math.abs(row[i]));
        }
        return largest;
    }

    /** {@code row (factor factors) + summands}, in place. */
    static void scaleAndAdd(float[] row, float factor, float[] factors, float[] summands, int n) {
        for (int i = 0; i < n; i++) {
            row[i] = row[i] * (factor * factors[i]) + summands[i];
        }
    }

    /** The whole numbers nearest to {@code row factor}, all below 2^22, in place. */
    static void round(float[] row, float factor, int n) {
        for (int i = 0; i < n; i++) {
            row[i] = row[i] * factor + ROUNDING - ROUNDING;
        }
    }

    private static void subtract(float[] values, int from, int n, float number) {
        for (int i = from; i < from + n; i++) {
            values[i] -= number;
        }
    }

    private static void scale(float[] values, int from, int n, float factor) {
        for (int i = from; i < from + n; i++) {
            values[i] *= factor;
        }
    }

    /** By comparisons, which take less time than {@link Math#max}. */
    private static float largest(float[] values, int from, int n) {
        float a = values[from];
        float b = a;
        float c = a;
        float d = a;
        int i = from;
        for (; i + 3 < from + n; i += 4) {
            a = values[i] > a ? values[i] : a;
            b = values[i + 1] > b ? values[i + 1] : b;
            c = values[i + 2] > c ? values[i + 2] : c;
            d = values[i + 3] > d ? values[i + 3] : d;
        }
        for (; i < from + n; i++) {
            a = Math.max(a, values[i]);
        }
        return Math.max(Math.max(a, b), Math.max(c, d));
    }

    /** Eight sums side by side, which do not wait for each other. */
    private static float sum(float[] values, int from, int n) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        float e = 0;
        float f = 0;
        float g = 0;
        float h = 0;
        int i = from;
        for (; i + 7 < from + n; i += 8) {
            a += values[i];
            b += values[i + 1];
            c += values[i + 2];
            d += values[i + 3];
            e += values[i + 4];
            f += values[i + 5];
            g += values[i + 6];
            h += values[i + 7];
        }
        for (; i < from + n; i++) {
            a += values[i];
        }
        return (a + b) + (c + d) + ((e + f) + (g + h));
    }

    private static float squares(float[] values, int n) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int i = 0;
        for (; i + 3 < n; i += 4) {
            a += values[i] * values[i];
            b += values[i + 1] * values[i + 1];
            c += values[i + 2] * values[i + 2];
            d += values[i + 3] * values[i + 3];
        }
        for (; i < n; i++) {
            a += values[i] * values[i];
        }
        return a + b + (c + d);
    }
}
