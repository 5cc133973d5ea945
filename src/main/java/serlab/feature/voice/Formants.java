package serlab.feature.voice;

import java.util.Arrays;
import serlab.audio.RealFft;

/**
 * Formants of every frame of a recording.
 *
 * <p>{@link VoiceLike#OPENSMILE}: linear prediction of order 11 by autocorrelation of the 20 ms frame at 11 kHz, without any limit
 * to bandwidths. What openSMILE 2.6.0 gives are the roots of the inverse filter with the sign of all its coefficients turned, of what
 * lies below 3.4 kHz, and of 20 ms that begin 6 ms before the frame, in the zeros that fill it up for the transform, and end 6 ms
 * before it does (at 16 kHz); these are no resonances.
 *
 * <p>{@link VoiceLike#TRUTH}: robust linear prediction (C.-H. Lee, "On robust linear prediction of speech", IEEE Transactions on
 * Acoustics, Speech, and Signal Processing 36, 1988): weighted least squares of order 12 over 40 ms at 11 kHz after pre-emphasis from
 * 50 Hz, where samples that are predicted badly, those of the glottal pulses, count less; poles with bandwidths up to 700 Hz.
 */
final class Formants {
    static final int RATE = 11_000;
    private static final int FLIPPED_ORDER = 11;
    private static final int ROBUST_ORDER = 12;
    private static final double ROBUST_SECONDS = 0.04;
    private static final int ROUNDS = 3;
    /** Columns of a matrix that are summed up at once: half of them. */
    private static final int BLOCK = 6;

    private Formants() {
    }

    /** Takes spectra of openSMILE's frames and gives its formants. */
    static final class Flipped {
        private final int bins;
        private final int length;
        private final double[] frame;
        private final double[] r = new double[FLIPPED_ORDER + 1];
        private final double[] a = new double[FLIPPED_ORDER + 1];
        private final double[] scratch = new double[FLIPPED_ORDER + 1];
        private final RealFft inverse;
        private final double[] spectrum;
        private final FormantPoles poles = new FormantPoles(FLIPPED_ORDER, RATE, Double.POSITIVE_INFINITY);

        Flipped(VoiceGrid grid) {
            length = (int) Math.round(0.02 * RATE);
            bins = length / 2;
            int fftSize = VoiceGrid.fftSize(grid.shortLength());
            int period = 2 * (int) Math.round((double) fftSize * RATE / grid.sampleRate() / 2);
            inverse = new RealFft(period);
            spectrum = new double[period];
            frame = new double[length];
        }

        /** @return the formants, or null of a frame without sound */
        FormantPoles of(double[] shortSpectrum) {
            Arrays.fill(spectrum, 0);
            System.arraycopy(shortSpectrum, 0, spectrum, 0, 2 * Math.min(bins, spectrum.length / 2));
            spectrum[0] *= 2;
            spectrum[1] = 0;
            inverse.inverse(spectrum);
            int before = Math.max(0, (spectrum.length - length) / 2);
            System.arraycopy(spectrum, spectrum.length - before, frame, 0, before);
            System.arraycopy(spectrum, 0, frame, before, length - before);
            for (int lag = 0; lag <= FLIPPED_ORDER; lag++) {
                double sum = 0;
                for (int i = 0; i + lag < length; i++) {
                    sum += frame[i] * frame[i + lag];
                }
                r[lag] = sum;
            }
            if (!(r[0] > 1e-20)) {
                return null;
            }
            durbin();
            for (int i = 1; i <= FLIPPED_ORDER; i++) {
                a[i] = -a[i];
            }
            poles.find(a);
            return poles;
        }

        private void durbin() {
            Arrays.fill(a, 0);
            a[0] = 1;
            double error = r[0];
            for (int i = 1; i <= FLIPPED_ORDER; i++) {
                double sum = r[i];
                for (int j = 1; j < i; j++) {
                    sum += a[j] * r[i - j];
                }
                double k = -sum / error;
                System.arraycopy(a, 0, scratch, 0, i);
                for (int j = 1; j < i; j++) {
                    a[j] = scratch[j] + k * scratch[i - j];
                }
                a[i] = k;
                error *= 1 - k * k;
            }
        }
    }

    /** Robust linear prediction of a recording at {@link #RATE}. */
    static final class Robust {
        private final double[] emphasized;
        private final int length = (int) Math.round(ROBUST_SECONDS * RATE);
        private final double[] weight = new double[length];
        private final double[] error = new double[length];
        private final double[] sorted = new double[length];
        private final double[] product = new double[length];
        private final double[][] matrix = new double[ROBUST_ORDER][ROBUST_ORDER + 1];
        private final double[] a = new double[ROBUST_ORDER + 1];
        private final FormantPoles poles = new FormantPoles(ROBUST_ORDER, RATE, 700);

        Robust(float[] samples) {
            emphasized = new double[samples.length];
            double keep = Math.exp(-2 * Math.PI * 50 / RATE);
            for (int i = 1; i < samples.length; i++) {
                emphasized[i] = samples[i] - keep * samples[i - 1];
            }
        }

        /**
         * Finds the formants around a moment.
         *
         * @return null where the recording is too short or holds nothing
         */
        FormantPoles at(double seconds) {
            int first = (int) Math.round(seconds * RATE) - length / 2;
            if (first < ROBUST_ORDER || first + length > emphasized.length) {
                return null;
            }
            Arrays.fill(weight, 1);
            for (int round = 0; round < ROUNDS; round++) {
                if (!solve(first)) {
                    return null;
                }
                reweight(first);
            }
            if (!solve(first)) {
                return null;
            }
            poles.find(a);
            return poles;
        }

        /**
         * Six columns of a row of the matrix and its right-hand side: products of some numbers and the samples before those from
         * {@code first} on. The sums do not wait for each other.
         */
        private static void sumBlock(double[] x, double[] samples, int first, double[] row, int column) {
            int from = first - 1 - column;
            double a = 0;
            double b = 0;
            double c = 0;
            double d = 0;
            double e = 0;
            double f = 0;
            double right = 0;
            for (int i = 0; i < x.length; i++) {
                right -= x[i] * samples[first + i];
                a += x[i] * samples[from + i];
                b += x[i] * samples[from + i - 1];
                c += x[i] * samples[from + i - 2];
                d += x[i] * samples[from + i - 3];
                e += x[i] * samples[from + i - 4];
                f += x[i] * samples[from + i - 5];
            }
            row[column] = a;
            row[column + 1] = b;
            row[column + 2] = c;
            row[column + 3] = d;
            row[column + 4] = e;
            row[column + 5] = f;
            row[ROBUST_ORDER] = right;
        }

        private boolean solve(int first) {
            for (int row = 0; row < ROBUST_ORDER; row++) {
                for (int i = 0; i < length; i++) {
                    product[i] = weight[i] * emphasized[first + i - 1 - row];
                }
                if (row < ROBUST_ORDER - BLOCK) {
                    sumBlock(product, emphasized, first, matrix[row], row);
                }
                int last = ROBUST_ORDER - BLOCK;
                sumBlock(product, emphasized, first, matrix[row], last);
            }
            double trace = 0;
            for (int row = 0; row < ROBUST_ORDER; row++) {
                for (int column = 0; column < row; column++) {
                    matrix[row][column] = matrix[column][row];
                }
                trace += matrix[row][row];
            }
            if (!(trace > 1e-12)) {
                return false;
            }
            for (int row = 0; row < ROBUST_ORDER; row++) {
                matrix[row][row] += 1e-9 * trace;
            }
            eliminate();
            return true;
        }

        /** The matrix is positive definite, so no pivots are looked for. */
        private void eliminate() {
            for (int pivot = 0; pivot < ROBUST_ORDER; pivot++) {
                for (int row = pivot + 1; row < ROBUST_ORDER; row++) {
                    double factor = matrix[row][pivot] / matrix[pivot][pivot];
                    for (int column = pivot; column <= ROBUST_ORDER; column++) {
                        matrix[row][column] -= factor * matrix[pivot][column];
                    }
                }
            }
            a[0] = 1;
            for (int row = ROBUST_ORDER - 1; row >= 0; row--) {
                double sum = matrix[row][ROBUST_ORDER];
                for (int column = row + 1; column < ROBUST_ORDER; column++) {
                    sum -= matrix[row][column] * a[column + 1];
                }
                a[row + 1] = sum / matrix[row][row];
            }
        }

        /** Samples whose error is beyond the median of errors count less, with its square. */
        private void reweight(int first) {
            for (int i = 0; i < length; i++) {
                double sum = 0;
                for (int k = 0; k <= ROBUST_ORDER; k++) {
                    sum += a[k] * emphasized[first + i - k];
                }
                error[i] = Math.abs(sum);
            }
            System.arraycopy(error, 0, sorted, 0, length);
            double median = Selection.smallest(sorted, length / 2);
            double highest = 0;
            for (double one : error) {
                highest = Math.max(highest, one);
            }
            double scale = Math.max(median, 1e-9 * highest);
            for (int i = 0; i < length; i++) {
                double ratio = scale > 0 ? error[i] / scale : 0;
                weight[i] = 1 / (1 + ratio * ratio);
            }
        }
    }
}
