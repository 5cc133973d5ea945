package serlab.audio;

import java.util.Arrays;

/**
 * Change of a sampling rate by a ratio of integers with a zero-phase, band-limited filter, cut into one set of coefficients
 * per phase. Immutable; may be shared between threads.
 */
final class Interpolation {
    private static final long MAX_COEFFICIENTS = 1L << 23;
    /** Blocks summed up at a time: bounds the memory for rows. */
    private static final int MAX_WIDTH = 128;

    private final int up;
    private final int down;
    private final int halfTaps;
    /** [phase][tap], contiguous; 2 * halfTaps per phase. */
    private final float[] coefficients;

    /**
     * @param up        samples of the output for {@code down} of the input
     * @param down      samples of the input
     * @param passEnd   end of the pass band in cycles per sample of the input
     * @param stopBegin beginning of the stop band in cycles per sample of the input
     * @throws IllegalArgumentException if the coefficients would be too many
     */
    Interpolation(int up, int down, double passEnd, double stopBegin) {
        this.up = up;
        this.down = down;
        this.halfTaps = 2 * (int) Math.ceil(Kaiser.length(passEnd, stopBegin) / 4);
        if (2L * halfTaps * up > MAX_COEFFICIENTS) {
            throw new IllegalArgumentException(up + " phases of " + 2 * halfTaps + " coefficients");
        }
        this.coefficients = design(new Kaiser(halfTaps, passEnd, stopBegin));
    }

    /** How many samples of the input to either side of a moment bear on the output there. */
    int reach() {
        return halfTaps;
    }

    /**
     * The output from block {@code -leadBlocks} on, a block being {@code up} samples; the first sample of block 0 falls on
     * {@code input[origin]}.
     *
     * <p>Output b * up + p is the sum over k of h_p[k] * input[b * down + floor(p * down / up) + k]. For one phase the
     * blocks b lie side by side once the input is transposed to rows of every down-th sample, so the inner loop runs
     * over contiguous memory. Every row is an array of its own: the compiler vectorizes the loop only if all arrays are read
     * at the index that is written.
     *
     * @param input zero beyond its ends
     */
    float[] apply(float[] input, int origin, int leadBlocks, int length) {
        float[] output = new float[length];
        int blocks = (length + up - 1) / up;
        float[][] rows = new float[(int) ((up - 1L) * down / up) + 2 * halfTaps][Math.min(blocks, MAX_WIDTH)];
        float[] sums = new float[Math.min(blocks, MAX_WIDTH)];
        long first = origin - (long) leadBlocks * down - (halfTaps - 1);
        for (int block = 0; block < blocks; block += MAX_WIDTH) {
            int width = Math.min(MAX_WIDTH, blocks - block);
            transpose(input, first + (long) block * down, width, rows);
            for (int phase = 0; phase < up; phase++) {
                sum(rows, phase, sums, width);
                int at = block * up + phase;
                int whole = Math.min(width, (length - at + up - 1) / up);
                int i = 0;
                for (; i + 3 < whole; i += 4, at += 4 * up) {
                    output[at] = sums[i];
                    output[at + up] = sums[i + 1];
                    output[at + 2 * up] = sums[i + 2];
                    output[at + 3 * up] = sums[i + 3];
                }
                for (; i < whole; i++, at += up) {
                    output[at] = sums[i];
                }
            }
        }
        return output;
    }

    /** rows[r][i] = input[first + i * down + r], zero outside; a row is the one {@code down} before it, shifted. */
    private void transpose(float[] input, long first, int width, float[][] rows) {
        int known = Math.min(down, rows.length);
        boolean inside = first >= 0 && first + (width - 1L) * down + known <= input.length;
        for (int r = 0; r < known; r++) {
            if (inside) {
                spread(input, (int) first + r, width, rows[r]);
            } else {
                spreadEnds(input, first + r, 0, width, rows[r]);
            }
        }
        for (int r = down; r < rows.length; r++) {
            System.arraycopy(rows[r - down], 1, rows[r], 0, width - 1);
            spreadEnds(input, first + r, width - 1, width, rows[r]);
        }
    }

    private void spread(float[] input, int from, int width, float[] row) {
        int i = 0;
        int at = from;
        for (; i + 3 < width; i += 4, at += 4 * down) {
            row[i] = input[at];
            row[i + 1] = input[at + down];
            row[i + 2] = input[at + 2 * down];
            row[i + 3] = input[at + 3 * down];
        }
        for (; i < width; i++, at += down) {
            row[i] = input[at];
        }
    }

    private void spreadEnds(float[] input, long from, int first, int width, float[] row) {
        for (int i = first; i < width; i++) {
            long at = from + (long) i * down;
            row[i] = at >= 0 && at < input.length ? input[(int) at] : 0;
        }
    }

    private void sum(float[][] rows, int phase, float[] sums, int width) {
        Arrays.fill(sums, 0f);
        int first = (int) ((long) phase * down / up);
        int at = phase * 2 * halfTaps;
        for (int r = first; r < first + 2 * halfTaps; r += 4, at += 4) {
            addFour(sums, width, rows[r], coefficients[at], rows[r + 1], coefficients[at + 1],
                    rows[r + 2], coefficients[at + 2], rows[r + 3], coefficients[at + 3]);
        }
    }

    private static void addFour(float[] sums, int width, float[] a, float ca, float[] b, float cb, float[] c, float cc,
                                float[] d, float cd) {
        for (int i = 0; i < width; i++) {
            sums[i] += ca * a[i] + cb * b[i] + (cc * c[i] + cd * d[i]);
        }
    }

    private float[] design(Kaiser response) {
        int taps = 2 * halfTaps;
        double[] values = new double[taps * up];
        double total = 0;
        for (int phase = 0; phase < up; phase++) {
            double fraction = (long) phase * down % up / (double) up;
            for (int tap = 0; tap < taps; tap++) {
                values[phase * taps + tap] = response.at(tap - (halfTaps - 1) - fraction);
                total += values[phase * taps + tap];
            }
        }
        float[] bank = new float[values.length];
        for (int i = 0; i < bank.length; i++) {
            bank[i] = (float) (values[i] * up / total);
        }
        return bank;
    }
}
