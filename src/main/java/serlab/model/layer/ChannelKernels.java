package serlab.model.layer;

/**
 * Loops over one channel of one clip, written so that the JIT compiler vectorizes them: all arrays are read and written at the
 * same index, without an offset. Long sums are collected in float over blocks of {@value #BLOCK} values and in double between
 * blocks.
 */
final class ChannelKernels {
    private static final int BLOCK = 1024;

    private ChannelKernels() {
    }

    static double sum(float[] x, int n) {
        double total = 0;
        int i = 0;
        while (i + 8 <= n) {
            float a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0;
            for (int end = Math.min(n - 7, i + BLOCK); i < end; i += 8) {
                a += x[i];
                b += x[i + 1];
                c += x[i + 2];
                d += x[i + 3];
                e += x[i + 4];
                f += x[i + 5];
                g += x[i + 6];
                h += x[i + 7];
            }
            total += (double) (a + b) + (c + d) + (e + f) + (g + h);
        }
        for (; i < n; i++) {
            total += x[i];
        }
        return total;
    }

    /** Adds the deviations from a pivot, and their squares, to sums of each place. */
    static void addDeviations(float[] x, int n, float pivot, float[] sums, float[] squares) {
        for (int i = 0; i < n; i++) {
            float deviation = x[i] - pivot;
            sums[i] += deviation;
            squares[i] += deviation * deviation;
        }
    }

    /** out[i] = max(0, x[i] * scale + shift). */
    static void affineRelu(float[] x, float[] out, int n, float scale, float shift) {
        for (int i = 0; i < n; i++) {
            out[i] = Math.max(x[i] * scale + shift, 0f);
        }
    }

    /** out[i] = x[i] * slope + offset. */
    static void affine(float[] x, float[] out, int n, float slope, float offset) {
        for (int i = 0; i < n; i++) {
            out[i] = x[i] * slope + offset;
        }
    }

    /** sum[i] += x[i] * factor. */
    static void addScaled(float[] x, float[] sum, int n, float factor) {
        for (int i = 0; i < n; i++) {
            sum[i] += x[i] * factor;
        }
    }

    /**
     * out[i] = sum over j of rows[j][i] * factors[j] of four rows or more, added up in this order, four at a time: the JIT
     * compiler does not vectorize a loop over eight.
     */
    static void combine(float[][] rows, float[] factors, float[] out, int n) {
        setScaled(rows[0], rows[1], rows[2], rows[3], factors, out, n);
        int j = 4;
        for (; j + 4 <= factors.length; j += 4) {
            addScaled(rows[j], rows[j + 1], rows[j + 2], rows[j + 3], factors, j, out, n);
        }
        for (; j < factors.length; j++) {
            addScaled(rows[j], out, n, factors[j]);
        }
    }

    private static void setScaled(float[] a, float[] b, float[] c, float[] d, float[] factors, float[] out, int n) {
        float p = factors[0];
        float q = factors[1];
        float r = factors[2];
        float s = factors[3];
        for (int i = 0; i < n; i++) {
            out[i] = a[i] * p + b[i] * q + c[i] * r + d[i] * s;
        }
    }

    private static void addScaled(float[] a, float[] b, float[] c, float[] d, float[] factors, int first, float[] sum, int n) {
        float p = factors[first];
        float q = factors[first + 1];
        float r = factors[first + 2];
        float s = factors[first + 3];
        for (int i = 0; i < n; i++) {
            sum[i] = sum[i] + a[i] * p + b[i] * q + c[i] * r + d[i] * s;
        }
    }

    /** parts[k][first + i] = line[4 i + k], for k below 4. */
    static void deal(float[] line, float[][] parts, int first, int n) {
        float[] a = parts[0];
        float[] b = parts[1];
        float[] c = parts[2];
        float[] d = parts[3];
        for (int i = 0; i < n; i++) {
            a[first + i] = line[4 * i];
            b[first + i] = line[4 * i + 1];
            c[first + i] = line[4 * i + 2];
            d[first + i] = line[4 * i + 3];
        }
    }

    /** line[4 i + k] = parts[k][first + i] + shift, for k below 4. */
    static void interleave(float[][] parts, int first, float[] line, int n, float shift) {
        float[] a = parts[0];
        float[] b = parts[1];
        float[] c = parts[2];
        float[] d = parts[3];
        for (int i = 0; i < n; i++) {
            line[4 * i] = a[first + i] + shift;
            line[4 * i + 1] = b[first + i] + shift;
            line[4 * i + 2] = c[first + i] + shift;
            line[4 * i + 3] = d[first + i] + shift;
        }
    }

    /** Sets the gradient to zero where the ReLU of x[i] * scale + shift is closed, by a factor 0 or 1, without a branch. */
    static void open(float[] x, float[] gradient, int n, float scale, float shift) {
        for (int i = 0; i < n; i++) {
            float input = x[i] * scale + shift;
            float sign = input / (Math.abs(input) + Float.MIN_NORMAL);
            gradient[i] *= (sign + Math.abs(sign)) * 0.5f;
        }
    }

    /** Adds the gradients, and the gradients times (x - mean), to sums of each place. */
    static void addProducts(float[] x, float[] gradient, int n, float mean, float[] sums, float[] products) {
        for (int i = 0; i < n; i++) {
            sums[i] += gradient[i];
            products[i] += gradient[i] * (x[i] - mean);
        }
    }
}
