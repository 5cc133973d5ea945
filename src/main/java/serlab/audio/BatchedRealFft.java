package serlab.audio;

/**
 * Fourier transforms of several real signals of the same length at once, in double precision. The signals lie side by side,
 * so that a row holds one sample or one bin of each: every step of the transform is then the same for whole rows, in loops that
 * the compiler vectorizes. What comes out for a signal does not depend on its neighbors.
 *
 * <p>A signal of N samples is transformed as a complex one of N / 2, as {@link BatchedFft} does in single precision, whose real
 * parts are the even samples and whose imaginary parts are the odd ones. Immutable; may be shared between threads.
 */
final class BatchedRealFft {
    private final int half;
    /** Real part of exp(-2 pi i k / size) for k up to half. */
    private final double[] cos;
    /** Imaginary part of it. */
    private final double[] sin;

    /** @param size samples of a signal, a power of two of at least 8 */
    BatchedRealFft(int size) {
        this.half = size / 2;
        this.cos = new double[half + 1];
        this.sin = new double[half + 1];
        for (int k = 0; k <= half; k++) {
            cos[k] = Math.cos(2 * Math.PI * k / size);
            sin[k] = -Math.sin(2 * Math.PI * k / size);
        }
    }

    /** Whether signals of this many samples can be transformed. */
    static boolean takes(int size) {
        return size >= 8 && Integer.bitCount(size) == 1;
    }

    /**
     * Rows of complex numbers.
     *
     * @param real      {@code [N / 2 + 1][at least width]}
     * @param imaginary the same
     */
    record Rows(double[][] real, double[][] imaginary) {
        private static Rows of(int size, int width) {
            return new Rows(new double[size][width], new double[size][width]);
        }
    }

    /** Room for the transforms of one thread: memory that is used again is much faster. */
    Room room(int width) {
        return new Room(width);
    }

    /** Rows of one thread. */
    final class Room {
        /** Rows of the samples, {@code [size][width]}: what is transformed. */
        final double[][] samples = new double[2 * half][];
        private final Rows rows;
        private final Rows others;
        private final double[][] spare;

        private Room(int width) {
            rows = Rows.of(half + 1, width);
            others = Rows.of(half + 1, width);
            spare = new double[6][width];
            for (int i = 0; i < half; i++) {
                int at = (int) (Integer.toUnsignedLong(Integer.reverse(i)) * half >>> Integer.SIZE);
                samples[2 * i] = rows.real()[at];
                samples[2 * i + 1] = rows.imaginary()[at];
            }
        }

        /**
         * |X|^2 of every signal; its samples are overwritten.
         *
         * @param width how many signals there are
         * @return {@code [size / 2 + 1][at least width]}, rows of this room
         */
        double[][] power(int width) {
            boolean isInOthers = transform(rows, others, spare, width, 0, half);
            Rows mixed = isInOthers ? others : rows;
            double[][] power = (isInOthers ? rows : others).real();
            for (int bin = 0; bin <= half / 2; bin++) {
                double[] a = mixed.real()[bin];
                double[] b = mixed.imaginary()[bin];
                double[] c = mixed.real()[bin == 0 ? 0 : half - bin];
                double[] d = mixed.imaginary()[bin == 0 ? 0 : half - bin];
                BatchedRealFft.power(a, b, c, d, cos[bin], sin[bin], power[bin], width);
                BatchedRealFft.power(a, b, c, d, -cos[bin], -sin[bin], power[half - bin], width);
            }
            return power;
        }

        /**
         * X of every signal; its samples are overwritten.
         *
         * @param width how many signals there are
         * @return {@code [size / 2 + 1][at least width]} twice, rows of this room
         */
        Rows spectrum(int width) {
            boolean isInOthers = transform(rows, others, spare, width, 0, half);
            Rows mixed = isInOthers ? others : rows;
            Rows bins = isInOthers ? rows : others;
            for (int bin = 0; bin <= half / 2; bin++) {
                double[] a = mixed.real()[bin];
                double[] b = mixed.imaginary()[bin];
                double[] c = mixed.real()[bin == 0 ? 0 : half - bin];
                double[] d = mixed.imaginary()[bin == 0 ? 0 : half - bin];
                realParts(a, b, c, d, cos[bin], sin[bin], bins.real()[bin], bins.real()[half - bin], width);
                imaginaryParts(a, b, c, d, cos[bin], sin[bin], bins.imaginary()[bin], bins.imaginary()[half - bin], width);
            }
            return bins;
        }
    }

    private double cosOf(int k) {
        return k < half ? cos[k] : -cos[k - half];
    }

    private double sinOf(int k) {
        return k < half ? sin[k] : -sin[k - half];
    }

    /** Whether the result is in the other rows. */
    private boolean transform(Rows rows, Rows other, double[][] spare, int width, int from, int length) {
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
            turnedButterfly(parts, from + k, part, k * (2 * half / length), whole, spare, width);
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
    private void turnedButterfly(Rows from, int at, int step, int angle, Rows to, double[][] spare, int width) {
        int second = at + 2 * step;
        int third = at + step;
        int fourth = at + 3 * step;
        turn(from.real[second], from.imaginary[second], cos[angle], sin[angle], spare[0], spare[1], width);
        turn(from.real[third], from.imaginary[third], cosOf(2 * angle), sinOf(2 * angle), spare[2], spare[3], width);
        turn(from.real[fourth], from.imaginary[fourth], cosOf(3 * angle), sinOf(3 * angle), spare[4], spare[5], width);
        butterfly(from.real[at], from.imaginary[at], spare[0], spare[1], spare[2], spare[3], spare[4], spare[5], to, at,
                step, width);
    }

    private static void butterfly(double[] ar, double[] ai, double[] br, double[] bi, double[] cr, double[] ci, double[] dr,
                                  double[] di, Rows to, int at, int step, int width) {
        sums(ar, cr, br, dr, to.real[at], to.real[at + 2 * step], width);
        sums(ai, ci, bi, di, to.imaginary[at], to.imaginary[at + 2 * step], width);
        differences(ar, cr, bi, di, to.real[at + step], to.real[at + 3 * step], width);
        differences(ai, ci, br, dr, to.imaginary[at + 3 * step], to.imaginary[at + step], width);
    }

    private static void turn(double[] real, double[] imaginary, double cos, double sin, double[] turnedReal,
                             double[] turnedImaginary, int width) {
        for (int i = 0; i < width; i++) {
            turnedReal[i] = cos * real[i] - sin * imaginary[i];
            turnedImaginary[i] = cos * imaginary[i] + sin * real[i];
        }
    }

    private static void addAndSubtract(double[] a, double[] b, double[] sum, double[] difference, int width) {
        for (int i = 0; i < width; i++) {
            sum[i] = a[i] + b[i];
            difference[i] = a[i] - b[i];
        }
    }

    private static void sums(double[] a, double[] c, double[] b, double[] d, double[] sum, double[] difference, int width) {
        for (int i = 0; i < width; i++) {
            double even = a[i] + c[i];
            double odd = b[i] + d[i];
            sum[i] = even + odd;
            difference[i] = even - odd;
        }
    }

    private static void differences(double[] a, double[] c, double[] b, double[] d, double[] sum, double[] difference, int width) {
        for (int i = 0; i < width; i++) {
            double even = a[i] - c[i];
            double odd = b[i] - d[i];
            sum[i] = even + odd;
            difference[i] = even - odd;
        }
    }

    /** Of bin k and its mirror image N / 2 - k, from the transforms of the even and of the odd samples. */
    private static void realParts(double[] a, double[] b, double[] c, double[] d, double cos, double sin, double[] bin,
                                  double[] mirror, int width) {
        for (int i = 0; i < width; i++) {
            double even = a[i] + c[i];
            double odd = cos * (b[i] + d[i]) + sin * (a[i] - c[i]);
            mirror[i] = 0.5 * (even - odd);
            bin[i] = 0.5 * (even + odd);
        }
    }

    private static void imaginaryParts(double[] a, double[] b, double[] c, double[] d, double cos, double sin, double[] bin,
                                       double[] mirror, int width) {
        for (int i = 0; i < width; i++) {
            double even = b[i] - d[i];
            double odd = sin * (b[i] + d[i]) - cos * (a[i] - c[i]);
            mirror[i] = 0.5 * (odd - even);
            bin[i] = 0.5 * (even + odd);
        }
    }

    /** |X|^2 of bin k, from the same; with both signs changed, of its mirror image. */
    private static void power(double[] a, double[] b, double[] c, double[] d, double cos, double sin, double[] bin, int width) {
        for (int i = 0; i < width; i++) {
            double real = a[i] + c[i] + (cos * (b[i] + d[i]) + sin * (a[i] - c[i]));
            double imaginary = b[i] - d[i] + (sin * (b[i] + d[i]) - cos * (a[i] - c[i]));
            bin[i] = 0.25 * (real * real + imaginary * imaginary);
        }
    }
}
