package serlab.audio;

/**
 * Power spectra of several real signals of the same length at once. The signals lie side by side, so that a row holds one
 * sample of each: every step of the transform is then the same for whole rows, in loops that the compiler vectorizes. What
 * comes out for a signal does not depend on its neighbors.
 *
 * <p>A signal of N samples is transformed as a complex one of N / 2, by decimation in time with radix 4. Immutable; may be
 * shared between threads.
 *
 * <p>Source: J. W. Cooley and J. W. Tukey, "An algorithm for the machine calculation of complex Fourier series",
 * Mathematics of Computation, 1965.
 */
final class BatchedRealFft {
    private final int size;
    private final int half;
    /** Real part of exp(-2 pi i k / size) for k below half. */
    private final double[] cos;
    /** Imaginary part of it. */
    private final double[] sin;

    /** @param size samples of a signal, a power of two of at least 4 */
    BatchedRealFft(int size) {
        this.size = size;
        this.half = size / 2;
        this.cos = new double[half];
        this.sin = new double[half];
        for (int k = 0; k < half; k++) {
            cos[k] = Math.cos(2 * Math.PI * k / size);
            sin[k] = -Math.sin(2 * Math.PI * k / size);
        }
    }

    /** Whether signals of this many samples can be transformed. */
    static boolean takes(int size) {
        return size >= 4 && Integer.bitCount(size) == 1;
    }

    /**
     * |X|^2 of every signal.
     *
     * @param rows  {@code [size][at least width]}; overwritten
     * @param width how many signals there are
     * @return {@code [size / 2 + 1][at least width]}, some of the rows that came in
     */
    double[][] power(double[][] rows, int width) {
        Work work = new Work(rows, width);
        transform(work, 0, half);
        double[][] power = new double[half + 1][];
        power[0] = work.real[0];
        power[half] = work.imaginary[0];
        squareEnds(power[0], power[half], width);
        for (int bin = 1; bin <= half / 2; bin++) {
            unmix(work, bin);
            power[bin] = work.real[bin];
            power[half - bin] = work.real[half - bin];
        }
        return power;
    }

    /** In place; the rows come in bit-reversed order and leave in that of the frequencies. */
    private void transform(Work work, int from, int length) {
        if (length == 2) {
            work.butterflyOfTwo(from, from + 1);
        }
        if (length < 4) {
            return;
        }
        int part = length / 4;
        for (int i = 0; i < 4; i++) {
            transform(work, from + i * part, part);
        }
        int step = size / length;
        for (int k = 0; k < part; k++) {
            if (k > 0) {
                work.turn(from + k + part, cos[2 * k * step], sin[2 * k * step]);
                work.turn(from + k + 2 * part, cos[k * step], sin[k * step]);
                work.turn(from + k + 3 * part, cosOf(3 * k * step), sinOf(3 * k * step));
            }
            work.butterflyOfFour(from + k, part);
        }
    }

    private double cosOf(int k) {
        return k < half ? cos[k] : -cos[k - half];
    }

    private double sinOf(int k) {
        return k < half ? sin[k] : -sin[k - half];
    }

    /** The bins 0 and N / 2 are the sum and the difference of the sums of the even and of the odd samples. */
    private static void squareEnds(double[] even, double[] odd, int width) {
        for (int i = 0; i < width; i++) {
            double sum = even[i] + odd[i];
            double difference = even[i] - odd[i];
            even[i] = sum * sum;
            odd[i] = difference * difference;
        }
    }

    /** Bin k and its mirror image N / 2 - k, from the transforms of the even and of the odd samples. */
    private void unmix(Work work, int bin) {
        double[] a = work.real[bin];
        double[] b = work.imaginary[bin];
        double[] c = work.real[half - bin];
        double[] d = work.imaginary[half - bin];
        double[][] to = work.spare;
        realParts(a, b, c, d, cos[bin], sin[bin], to[0], to[1], work.width);
        imaginaryParts(a, b, c, d, cos[bin], sin[bin], to[2], to[3], work.width);
        square(to[0], to[2], a, work.width);
        square(to[1], to[3], c, work.width);
    }

    private static void realParts(double[] a, double[] b, double[] c, double[] d, double cos, double sin, double[] bin,
                                  double[] mirror, int width) {
        for (int i = 0; i < width; i++) {
            double even = a[i] + c[i];
            double odd = cos * (b[i] + d[i]) + sin * (a[i] - c[i]);
            bin[i] = even + odd;
            mirror[i] = even - odd;
        }
    }

    private static void imaginaryParts(double[] a, double[] b, double[] c, double[] d, double cos, double sin, double[] bin,
                                       double[] mirror, int width) {
        for (int i = 0; i < width; i++) {
            double even = b[i] - d[i];
            double odd = sin * (b[i] + d[i]) - cos * (a[i] - c[i]);
            bin[i] = even + odd;
            mirror[i] = even - odd;
        }
    }

    /** A quarter of the square, since the parts are doubled. */
    private static void square(double[] real, double[] imaginary, double[] power, int width) {
        for (int i = 0; i < width; i++) {
            power[i] = 0.25 * (real[i] * real[i] + imaginary[i] * imaginary[i]);
        }
    }

    /**
     * The rows while they are transformed. Results go to spare rows, which change places with those they came from. The loops
     * have few enough arrays and operations each that the compiler vectorizes them.
     */
    private static final class Work {
        private final double[][] real;
        private final double[][] imaginary;
        private final double[][] spare;
        private final int width;

        Work(double[][] rows, int width) {
            int half = rows.length / 2;
            real = new double[half][];
            imaginary = new double[half][];
            for (int i = 0; i < half; i++) {
                int at = (int) (Integer.toUnsignedLong(Integer.reverse(i)) * half >>> Integer.SIZE);
                real[at] = rows[2 * i];
                imaginary[at] = rows[2 * i + 1];
            }
            spare = new double[8][width];
            this.width = width;
        }

        /** Multiplies by a complex number. */
        void turn(int row, double cos, double sin) {
            double[] wasReal = real[row];
            double[] wasImaginary = imaginary[row];
            turn(wasReal, wasImaginary, cos, sin, spare[0], spare[1], width);
            real[row] = spare[0];
            imaginary[row] = spare[1];
            spare[0] = wasReal;
            spare[1] = wasImaginary;
        }

        /** The transform of two. */
        void butterflyOfTwo(int first, int second) {
            addAndSubtract(real[first], real[second], width);
            addAndSubtract(imaginary[first], imaginary[second], width);
        }

        /** The transform of the rows {@code at + i * step}, the second of which stands third and the third second. */
        void butterflyOfFour(int at, int step) {
            double[] ar = real[at];
            double[] ai = imaginary[at];
            double[] br = real[at + 2 * step];
            double[] bi = imaginary[at + 2 * step];
            double[] cr = real[at + step];
            double[] ci = imaginary[at + step];
            double[] dr = real[at + 3 * step];
            double[] di = imaginary[at + 3 * step];
            sums(ar, cr, br, dr, spare[0], spare[1], width);
            sums(ai, ci, bi, di, spare[2], spare[3], width);
            differences(ar, cr, bi, di, spare[4], spare[5], width);
            differences(ai, ci, br, dr, spare[6], spare[7], width);
            put(at, spare[0], spare[2]);
            put(at + step, spare[4], spare[7]);
            put(at + 2 * step, spare[1], spare[3]);
            put(at + 3 * step, spare[5], spare[6]);
            spare[0] = ar;
            spare[1] = ai;
            spare[2] = br;
            spare[3] = bi;
            spare[4] = cr;
            spare[5] = ci;
            spare[6] = dr;
            spare[7] = di;
        }

        private void put(int row, double[] realPart, double[] imaginaryPart) {
            real[row] = realPart;
            imaginary[row] = imaginaryPart;
        }

        private static void turn(double[] real, double[] imaginary, double cos, double sin, double[] turnedReal,
                                 double[] turnedImaginary, int width) {
            for (int i = 0; i < width; i++) {
                turnedReal[i] = cos * real[i] - sin * imaginary[i];
                turnedImaginary[i] = cos * imaginary[i] + sin * real[i];
            }
        }

        private static void addAndSubtract(double[] a, double[] b, int width) {
            for (int i = 0; i < width; i++) {
                double sum = a[i] + b[i];
                b[i] = a[i] - b[i];
                a[i] = sum;
            }
        }

        private static void sums(double[] a, double[] c, double[] b, double[] d, double[] sum, double[] difference,
                                 int width) {
            for (int i = 0; i < width; i++) {
                double even = a[i] + c[i];
                double odd = b[i] + d[i];
                sum[i] = even + odd;
                difference[i] = even - odd;
            }
        }

        private static void differences(double[] a, double[] c, double[] b, double[] d, double[] sum, double[] difference,
                                        int width) {
            for (int i = 0; i < width; i++) {
                double even = a[i] - c[i];
                double odd = b[i] - d[i];
                sum[i] = even + odd;
                difference[i] = even - odd;
            }
        }
    }
}
