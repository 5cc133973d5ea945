package serlab.audio;

/**
 * Fourier transforms of several complex signals of the same length at once, in single precision. The signals lie side by
 * side, so that a row holds one sample of each: every step of the transform is then the same for whole rows, in loops that
 * the compiler vectorizes. What comes out for a signal does not depend on its neighbors.
 *
 * <p>By decimation in time with radix 4. Immutable; may be shared between threads.
 *
 * <p>Source: J. W. Cooley and J. W. Tukey, "An algorithm for the machine calculation of complex Fourier series",
 * Mathematics of Computation, 1965.
 */
final class BatchedFft {
    private final int size;
    private final int[] order;
    /** Real part of exp(-2 pi i k / size). */
    private final float[] cos;
    /** Imaginary part of it. */
    private final float[] sin;

    /** @param size samples of a signal, a power of two of at least 4 */
    BatchedFft(int size) {
        if (size < 4 || Integer.bitCount(size) != 1) {
            throw new IllegalArgumentException("size " + size + ": expected a power of two of at least 4");
        }
        this.size = size;
        this.order = new int[size];
        this.cos = new float[size];
        this.sin = new float[size];
        for (int k = 0; k < size; k++) {
            order[k] = (int) (Integer.toUnsignedLong(Integer.reverse(k)) * size >>> Integer.SIZE);
            cos[k] = (float) Math.cos(2 * Math.PI * k / size);
            sin[k] = (float) -Math.sin(2 * Math.PI * k / size);
        }
    }

    /** Where the row of a sample has to stand before {@link #forward}. */
    int rowOf(int sample) {
        return order[sample];
    }

    /**
     * Transforms in place; what the rows are may change. With real and imaginary parts exchanged it is the inverse,
     * {@code size} times too large.
     *
     * @param real      {@code [size][at least width]}, the row of sample i at {@link #rowOf}; the row of bin k leaves at k
     * @param imaginary the same of the imaginary parts
     * @param spare     eight rows for results on their way
     * @param width     how many signals there are
     */
    void forward(float[][] real, float[][] imaginary, float[][] spare, int width) {
        transform(real, imaginary, spare, width, 0, size);
    }

    private void transform(float[][] real, float[][] imaginary, float[][] spare, int width, int from, int length) {
        if (length == 2) {
            addAndSubtract(real[from], real[from + 1], width);
            addAndSubtract(imaginary[from], imaginary[from + 1], width);
        }
        if (length < 4) {
            return;
        }
        int part = length / 4;
        for (int i = 0; i < 4; i++) {
            transform(real, imaginary, spare, width, from + i * part, part);
        }
        int step = size / length;
        for (int k = 0; k < part; k++) {
            if (k > 0) {
                turn(real, imaginary, spare, from + k + part, 2 * k * step, width);
                turn(real, imaginary, spare, from + k + 2 * part, k * step, width);
                turn(real, imaginary, spare, from + k + 3 * part, 3 * k * step, width);
            }
            butterfly(real, imaginary, spare, from + k, part, width);
        }
    }

    private void turn(float[][] real, float[][] imaginary, float[][] spare, int row, int angle, int width) {
        float[] wasReal = real[row];
        float[] wasImaginary = imaginary[row];
        turn(wasReal, wasImaginary, cos[angle], sin[angle], spare[0], spare[1], width);
        real[row] = spare[0];
        imaginary[row] = spare[1];
        spare[0] = wasReal;
        spare[1] = wasImaginary;
    }

    /** The transform of the rows {@code at + i * step}, the second of which stands third and the third second. */
    private static void butterfly(float[][] real, float[][] imaginary, float[][] spare, int at, int step, int width) {
        float[] ar = real[at];
        float[] ai = imaginary[at];
        float[] br = real[at + 2 * step];
        float[] bi = imaginary[at + 2 * step];
        float[] cr = real[at + step];
        float[] ci = imaginary[at + step];
        float[] dr = real[at + 3 * step];
        float[] di = imaginary[at + 3 * step];
        sums(ar, cr, br, dr, spare[0], spare[1], width);
        sums(ai, ci, bi, di, spare[2], spare[3], width);
        differences(ar, cr, bi, di, spare[4], spare[5], width);
        differences(ai, ci, br, dr, spare[6], spare[7], width);
        real[at] = spare[0];
        imaginary[at] = spare[2];
        real[at + step] = spare[4];
        imaginary[at + step] = spare[7];
        real[at + 2 * step] = spare[1];
        imaginary[at + 2 * step] = spare[3];
        real[at + 3 * step] = spare[5];
        imaginary[at + 3 * step] = spare[6];
        spare[0] = ar;
        spare[1] = ai;
        spare[2] = br;
        spare[3] = bi;
        spare[4] = cr;
        spare[5] = ci;
        spare[6] = dr;
        spare[7] = di;
    }

    private static void turn(float[] real, float[] imaginary, float cos, float sin, float[] turnedReal,
                             float[] turnedImaginary, int width) {
        for (int i = 0; i < width; i++) {
            turnedReal[i] = cos * real[i] - sin * imaginary[i];
            turnedImaginary[i] = cos * imaginary[i] + sin * real[i];
        }
    }

    private static void addAndSubtract(float[] a, float[] b, int width) {
        for (int i = 0; i < width; i++) {
            float sum = a[i] + b[i];
            b[i] = a[i] - b[i];
            a[i] = sum;
        }
    }

    private static void sums(float[] a, float[] c, float[] b, float[] d, float[] sum, float[] difference, int width) {
        for (int i = 0; i < width; i++) {
            float even = a[i] + c[i];
            float odd = b[i] + d[i];
            sum[i] = even + odd;
            difference[i] = even - odd;
        }
    }

    private static void differences(float[] a, float[] c, float[] b, float[] d, float[] sum, float[] difference, int width) {
        for (int i = 0; i < width; i++) {
            float even = a[i] - c[i];
            float odd = b[i] - d[i];
            sum[i] = even + odd;
            difference[i] = even - odd;
        }
    }
}
