package serlab.model.layer;

/**
 * Loops over one channel of one clip, written so that the JIT compiler vectorizes them. Long sums are collected in
 * float over blocks of {@value #BLOCK} values and in double between blocks.
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

    /** Sum of (x - mean)². */
    static double squaredDeviations(float[] x, int n, float mean) {
        double total = 0;
        int i = 0;
        while (i + 4 <= n) {
            float a = 0, b = 0, c = 0, d = 0;
            for (int end = Math.min(n - 3, i + BLOCK); i < end; i += 4) {
                float p = x[i] - mean;
                float q = x[i + 1] - mean;
                float r = x[i + 2] - mean;
                float s = x[i + 3] - mean;
                a += p * p;
                b += q * q;
                c += r * r;
                d += s * s;
            }
            total += (double) (a + b) + (c + d);
        }
        for (; i < n; i++) {
            total += (x[i] - mean) * (x[i] - mean);
        }
        return total;
    }

    /** out[i] = max(0, x[from + i] * scale + shift). */
    static void affineRelu(float[] x, int from, float[] out, int n, float scale, float shift) {
        for (int i = 0; i < n; i++) {
            out[i] = Math.max(x[from + i] * scale + shift, 0f);
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

    /** Adds to sums[0] the gradient where the ReLU is open, and to sums[1] that gradient times (x - mean). */
    static void reduce(float[] x, int from, float[] gradient, int n, float scale, float shift, float mean,
                       double[] sums) {
        int i = 0;
        while (i < n) {
            float s0 = 0, s1 = 0, p0 = 0, p1 = 0;
            int end = Math.min(n, i + BLOCK);
            for (; i + 2 <= end; i += 2) {
                float v0 = x[from + i];
                float v1 = x[from + i + 1];
                float g0 = open(v0 * scale + shift, gradient[i]);
                float g1 = open(v1 * scale + shift, gradient[i + 1]);
                s0 += g0;
                s1 += g1;
                p0 += g0 * (v0 - mean);
                p1 += g1 * (v1 - mean);
            }
            for (; i < end; i++) {
                float v = x[from + i];
                float g = open(v * scale + shift, gradient[i]);
                s0 += g;
                p0 += g * (v - mean);
            }
            sums[0] += (double) s0 + s1;
            sums[1] += (double) p0 + p1;
        }
    }

    /** Gradient by the input of batch norm and ReLU without pooling. */
    static void inputGradient(float[] x, float[] gradient, float[] out, int n, float slope, float offset, float scale,
                              float shift) {
        for (int i = 0; i < n; i++) {
            float v = x[i];
            out[i] = v * slope + offset + open(v * scale + shift, gradient[i]) * scale;
        }
    }

    /** The gradient if the ReLU's input is positive, else 0; without a branch, which would be a matter of chance. */
    static float open(float input, float gradient) {
        int mask = Float.floatToRawIntBits(0f - input) >> 31;
        return Float.intBitsToFloat(Float.floatToRawIntBits(gradient) & mask);
    }
}
