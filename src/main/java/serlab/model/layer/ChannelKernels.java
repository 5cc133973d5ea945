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
