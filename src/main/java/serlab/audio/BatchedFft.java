package serlab.audio;

/**
 * Fourier transforms of several complex signals of the same length at once, in single precision. The signals lie side by
 * side, so that a row holds one sample of each: every step of the transform is then the same for whole rows, in loops that
 * the compiler vectorizes. What comes out for a signal does not depend on its neighbors.
 *
 * <p>By decimation in time with radix 4, each step from one set of rows to the other: loops that read and write few arrays, in
 * full, are what the compiler vectorizes. Immutable; may be shared between threads.
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

    /**
     * Rows of complex numbers: each holds one value of every signal.
     *
     * @param real      {@code [size][at least width]}
     * @param imaginary the same
     */
    record Rows(float[][] real, float[][] imaginary) {
        /** New ones. */
        static Rows of(int size, int width) {
            return new Rows(new float[size][width], new float[size][width]);
        }

        /** Real and imaginary parts exchanged: the transform of that is the inverse one, {@code size} times too large. */
        Rows exchanged() {
            return new Rows(imaginary, real);
        }
    }

    /** Room for {@link #forward}. */
    static float[][] spare(int width) {
        return new float[6][width];
    }

    /** Where the row of a sample has to stand before {@link #forward}. */
    int rowOf(int sample) {
        return order[sample];
    }

    /**
     * Transforms, from one set of rows to the other and back.
     *
     * @param rows  the row of sample i at {@link #rowOf}; overwritten
     * @param other as many rows, whatever they hold
     * @param spare what {@link #spare} gave
     * @param width how many signals there are
     * @return the one of the two in which the row of bin k is row k
     */
    Rows forward(Rows rows, Rows other, float[][] spare, int width) {
        return transform(rows, other, spare, width, 0, size) ? other : rows;
    }

    /** Whether the result is in the other rows. */
    private boolean transform(Rows rows, Rows other, float[][] spare, int width, int from, int length) {
        if (length == 2) {
            addAndSubtract(rows.real[from], rows.real[from + 1], other.real[from], other.real[from + 1], width);
            addAndSubtract(rows.imaginary[from], rows.imaginary[from + 1], other.imaginary[from],
                    other.imaginary[from + 1], width);
            return true;
        }
        int part = length / 4;
        boolean isInOther = false;
        for (int i = 0; i < 4 && part > 1; i++) {
            isInOther = transform(rows, other, spare, width, from + i * part, part);
        }
        Rows parts = isInOther ? other : rows;
        Rows whole = isInOther ? rows : other;
        butterfly(parts, from, part, whole, width);
        for (int k = 1; k < part; k++) {
            turnedButterfly(parts, from + k, part, k * (size / length), whole, spare, width);
        }
        return !isInOther;
    }

    /** The transform of the rows {@code at + i * step}, the second of which stands third and the third second. */
    private static void butterfly(Rows from, int at, int step, Rows to, int width) {
        butterfly(from.real[at], from.imaginary[at], from.real[at + 2 * step], from.imaginary[at + 2 * step],
                from.real[at + step], from.imaginary[at + step], from.real[at + 3 * step], from.imaginary[at + 3 * step],
                to, at, step, width);
    }

    /** The same, of rows that are first multiplied by powers of a root of one. */
    private void turnedButterfly(Rows from, int at, int step, int angle, Rows to, float[][] spare, int width) {
        int second = at + 2 * step;
        int third = at + step;
        int fourth = at + 3 * step;
        turn(from.real[second], from.imaginary[second], cos[angle], sin[angle], spare[0], spare[1], width);
        turn(from.real[third], from.imaginary[third], cos[2 * angle], sin[2 * angle], spare[2], spare[3], width);
        turn(from.real[fourth], from.imaginary[fourth], cos[3 * angle], sin[3 * angle], spare[4], spare[5], width);
        butterfly(from.real[at], from.imaginary[at], spare[0], spare[1], spare[2], spare[3], spare[4], spare[5], to, at,
                step, width);
    }

    private static void butterfly(float[] ar, float[] ai, float[] br, float[] bi, float[] cr, float[] ci, float[] dr,
                                  float[] di, Rows to, int at, int step, int width) {
        sums(ar, cr, br, dr, to.real[at], to.real[at + 2 * step], width);
        sums(ai, ci, bi, di, to.imaginary[at], to.imaginary[at + 2 * step], width);
        differences(ar, cr, bi, di, to.real[at + step], to.real[at + 3 * step], width);
        differences(ai, ci, br, dr, to.imaginary[at + 3 * step], to.imaginary[at + step], width);
    }

    private static void turn(float[] real, float[] imaginary, float cos, float sin, float[] turnedReal,
                             float[] turnedImaginary, int width) {
        for (int i = 0; i < width; i++) {
            turnedReal[i] = cos * real[i] - sin * imaginary[i];
            turnedImaginary[i] = cos * imaginary[i] + sin * real[i];
        }
    }

    private static void addAndSubtract(float[] a, float[] b, float[] sum, float[] difference, int width) {
        for (int i = 0; i < width; i++) {
            sum[i] = a[i] + b[i];
            difference[i] = a[i] - b[i];
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
