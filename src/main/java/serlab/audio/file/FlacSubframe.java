package serlab.audio.file;

import java.util.Arrays;

/**
 * One channel of a FLAC frame: constant, verbatim, or predicted from the samples before with what is left in Rice's code.
 * Source: RFC 9639, section 9.2.
 *
 * @param bits    what is read
 * @param samples where the samples go
 * @param size    how many
 */
record FlacSubframe(FlacBits bits, int[] samples, int size) {
    private static final int FIXED = 8;
    private static final int MOST_FIXED = 4;
    private static final int LPC = 32;
    private static final int[][] FIXED_COEFFICIENTS = {{}, {1}, {2, -1}, {3, -3, 1}, {4, -6, 4, -1}};

    /** Reads it; false if it is not regular. */
    boolean decode(int depth) {
        if (bits.unsigned(1) != 0) {
            return false;
        }
        int type = bits.unsigned(6);
        int wasted = bits.unsigned(1) == 0 ? 0 : bits.zeros() + 1;
        int left = depth - wasted;
        if (left <= 0 || !body(type, left)) {
            return false;
        }
        for (int i = 0; i < size && wasted > 0; i++) {
            samples[i] <<= wasted;
        }
        return true;
    }

    private boolean body(int type, int depth) {
        if (type == 0) {
            Arrays.fill(samples, 0, size, bits.signed(depth));
            return true;
        }
        if (type == 1) {
            return verbatim(size, depth);
        }
        boolean linear = type >= LPC;
        int order = linear ? type - LPC + 1 : type - FIXED;
        if (order < 0 || !linear && order > MOST_FIXED || order > size || !verbatim(order, depth)) {
            return false;
        }
        if (!linear) {
            return residuals(order) && predict(FIXED_COEFFICIENTS[order], 0, true);
        }
        int precision = bits.unsigned(4) + 1;
        int shift = bits.signed(5);
        if (precision > 15 || shift < 0) {
            return false;
        }
        int[] coefficients = new int[order];
        for (int i = 0; i < order; i++) {
            coefficients[i] = bits.signed(precision);
        }
        int sum = depth + precision + Integer.SIZE - Integer.numberOfLeadingZeros(order);
        return residuals(order) && predict(coefficients, shift, sum <= Integer.SIZE);
    }

    private boolean verbatim(int count, int depth) {
        for (int i = 0; i < count; i++) {
            samples[i] = bits.signed(depth);
        }
        return true;
    }

    private boolean residuals(int order) {
        int method = bits.unsigned(2);
        int partitions = bits.unsigned(4);
        int each = size >> partitions;
        if (method > 1 || each << partitions != size || each < order) {
            return false;
        }
        int width = 4 + method;
        int escape = (1 << width) - 1;
        for (int partition = 0; partition < 1 << partitions; partition++) {
            int from = partition == 0 ? order : partition * each;
            int to = (partition + 1) * each;
            int parameter = bits.unsigned(width);
            if (parameter < escape) {
                bits.rice(samples, from, to, parameter);
            } else {
                int depth = bits.unsigned(5);
                for (int i = from; i < to; i++) {
                    samples[i] = bits.signed(depth);
                }
            }
        }
        return true;
    }

    /** Adds to each residual what the samples before it predict. */
    private boolean predict(int[] coefficients, int shift, boolean narrow) {
        int order = coefficients.length;
        if (!narrow) {
            predictWide(coefficients, shift, order, size);
        } else if (order <= 4) {
            predict4(padded(coefficients, 4), shift, start(coefficients, shift, 4));
        } else if (order <= 8) {
            predict8(padded(coefficients, 8), shift, start(coefficients, shift, 8));
        } else if (order <= 12) {
            predict12(padded(coefficients, 12), shift, start(coefficients, shift, 12));
        } else {
            predictWide(coefficients, shift, order, size);
        }
        return true;
    }

    private static int[] padded(int[] coefficients, int length) {
        return Arrays.copyOf(coefficients, length);
    }

    /** Predicts the samples that have not as many before them as a longer predictor needs; the first that has. */
    private int start(int[] coefficients, int shift, int longer) {
        int start = Math.min(size, longer);
        predictWide(coefficients, shift, coefficients.length, start);
        return start;
    }

    private void predictWide(int[] coefficients, int shift, int from, int to) {
        for (int i = from; i < to; i++) {
            long sum = 0;
            for (int j = 0; j < coefficients.length; j++) {
                sum += (long) coefficients[j] * samples[i - 1 - j];
            }
            samples[i] += (int) (sum >> shift);
        }
    }

    private void predict4(int[] c, int shift, int from) {
        int[] s = samples;
        int c0 = c[0];
        int c1 = c[1];
        int c2 = c[2];
        int c3 = c[3];
        for (int i = from; i < size; i++) {
            s[i] += c0 * s[i - 1] + (c1 * s[i - 2] + (c2 * s[i - 3] + c3 * s[i - 4])) >> shift;
        }
    }

    private void predict8(int[] c, int shift, int from) {
        int[] s = samples;
        int c0 = c[0];
        int c1 = c[1];
        int c2 = c[2];
        int c3 = c[3];
        int c4 = c[4];
        int c5 = c[5];
        int c6 = c[6];
        int c7 = c[7];
        for (int i = from; i < size; i++) {
            int older = c2 * s[i - 3] + c3 * s[i - 4] + (c4 * s[i - 5] + c5 * s[i - 6]) + (c6 * s[i - 7] + c7 * s[i - 8]);
            s[i] += c0 * s[i - 1] + (c1 * s[i - 2] + older) >> shift;
        }
    }

    private void predict12(int[] c, int shift, int from) {
        int[] s = samples;
        int c0 = c[0];
        int c1 = c[1];
        int c2 = c[2];
        int c3 = c[3];
        int c4 = c[4];
        int c5 = c[5];
        int c6 = c[6];
        int c7 = c[7];
        int c8 = c[8];
        int c9 = c[9];
        int c10 = c[10];
        int c11 = c[11];
        for (int i = from; i < size; i++) {
            int older = c2 * s[i - 3] + c3 * s[i - 4] + (c4 * s[i - 5] + c5 * s[i - 6]) + (c6 * s[i - 7] + c7 * s[i - 8])
                    + (c8 * s[i - 9] + c9 * s[i - 10]) + (c10 * s[i - 11] + c11 * s[i - 12]);
            s[i] += c0 * s[i - 1] + (c1 * s[i - 2] + older) >> shift;
        }
    }
}
