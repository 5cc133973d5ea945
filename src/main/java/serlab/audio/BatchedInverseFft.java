package serlab.audio;

import serlab.audio.BatchedFft.Rows;

/**
 * Inverse Fourier transforms of the spectra of several real signals of the same length at once, in single precision. The
 * signals lie side by side, so that a row holds one bin or one sample of each.
 *
 * <p>A signal of N samples comes of a complex one of N / 2, by {@link BatchedFft}, whose real parts are the even samples and
 * whose imaginary parts are the odd ones. Used by one thread.
 */
final class BatchedInverseFft {
    private final int half;
    private final BatchedFft transform;
    /** Real part of exp(-2 pi i k / size) for k up to half. */
    private final float[] cos;
    /** Imaginary part of it. */
    private final float[] sin;
    private final Rows rows;
    private final Rows bins;
    private final float[][] spare;

    /**
     * @param size  samples of a signal, a power of two of at least 8
     * @param width most signals
     */
    BatchedInverseFft(int size, int width) {
        this.half = size / 2;
        this.transform = new BatchedFft(half);
        this.cos = new float[half];
        this.sin = new float[half];
        for (int k = 0; k < half; k++) {
            cos[k] = (float) Math.cos(2 * Math.PI * k / size);
            sin[k] = (float) -Math.sin(2 * Math.PI * k / size);
        }
        this.rows = Rows.of(half, width);
        this.bins = Rows.of(half + 1, width);
        this.spare = BatchedFft.spare(width);
    }

    /** Rows of the spectra to transform, {@code [size / 2 + 1][width]}; the imaginary parts of the first and the last are 0. */
    Rows bins() {
        return bins;
    }

    /**
     * Transforms {@link #bins}, which are overwritten, {@code size} times too large.
     *
     * @param width how many signals there are
     * @return the even samples and, as imaginary parts, the odd ones, {@code [size / 2][at least width]} twice
     */
    Rows signals(int width) {
        for (int bin = 0; bin <= half / 2; bin++) {
            int at = transform.rowOf(bin);
            int mirror = transform.rowOf(bin == 0 ? 0 : half - bin);
            float[] p = bins.real()[bin];
            float[] q = bins.imaginary()[bin];
            float[] r = bins.real()[half - bin];
            float[] s = bins.imaginary()[half - bin];
            realParts(p, q, r, s, cos[bin], sin[bin], rows.real()[at], rows.real()[mirror], width);
            imaginaryParts(p, q, r, s, cos[bin], sin[bin], rows.imaginary()[at], rows.imaginary()[mirror], width);
        }
        return transform.forward(rows.exchanged(), bins.exchanged(), spare, width).exchanged();
    }

    /** Of bin k and its mirror image N / 2 - k: the transform of the even samples and i times that of the odd ones. */
    private static void realParts(float[] p, float[] q, float[] r, float[] s, float cos, float sin, float[] bin,
                                      float[] mirror, int width) {
        for (int i = 0; i < width; i++) {
            float even = p[i] + r[i];
            float odd = cos * (q[i] + s[i]) - sin * (p[i] - r[i]);
            mirror[i] = even + odd;
            bin[i] = even - odd;
        }
    }

    private static void imaginaryParts(float[] p, float[] q, float[] r, float[] s, float cos, float sin, float[] bin,
                                           float[] mirror, int width) {
        for (int i = 0; i < width; i++) {
            float even = q[i] - s[i];
            float odd = cos * (p[i] - r[i]) + sin * (q[i] + s[i]);
            mirror[i] = odd - even;
            bin[i] = odd + even;
        }
    }
}
