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

    /** Phases that are put in their places at a time: neighbors in the output. */
    private static final int TILE = 8;
    private static final ThreadLocal<Room> ROOM = ThreadLocal.withInitial(Room::new);

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

    /** Memory of a thread. */
    private static final class Room {
        /** Rows beyond these are not kept. */
        private static final int MOST_ROWS = 1024;

        final float[][] sums = new float[TILE][MAX_WIDTH];
        private float[][] rows = new float[0][];

        /** So many rows of {@link #MAX_WIDTH}, or more, whatever they hold. */
        float[][] rows(int count) {
            if (rows.length >= count) {
                return rows;
            }
            float[][] more = new float[count][MAX_WIDTH];
            rows = count <= MOST_ROWS ? more : rows;
            return more;
        }
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
        Room room = ROOM.get();
        int rowCount = Math.toIntExact((up - 1L) * down / up + 2 * halfTaps);
        float[][] rows = room.rows(rowCount);
        long first = origin - (long) leadBlocks * down - (halfTaps - 1);
        int passes = (blocks + MAX_WIDTH - 1) / MAX_WIDTH;
        int share = (blocks + passes - 1) / passes;
        for (int block = 0; block < blocks; block += share) {
            int width = Math.min(share, blocks - block);
            transpose(input, first + (long) block * down, width, rows, rowCount);
            for (int phase = 0; phase < up; phase += TILE) {
                int count = Math.min(TILE, up - phase);
                for (int i = 0; i < count; i++) {
                    sum(rows, phase + i, room.sums[i], width);
                }
                place(room.sums, count, width, output, block * up + phase);
            }
        }
        return output;
    }

    /** output[at + i * up + j] = sums[j][i], as far as the output reaches. */
    private void place(float[][] sums, int count, int width, float[] output, int at) {
        int whole = count < TILE ? 0 : Math.max(0, Math.min(width, Math.floorDiv(output.length - TILE - at, up) + 1));
        place(sums[0], sums[1], sums[2], sums[3], whole, output, at);
        place(sums[4], sums[5], sums[6], sums[7], whole, output, at + 4);
        for (int j = 0; j < count; j++) {
            for (int i = whole, to = at + j + whole * up; i < width && to < output.length; i++, to += up) {
                output[to] = sums[j][i];
            }
        }
    }

    private void place(float[] a, float[] b, float[] c, float[] d, int width, float[] output, int at) {
        for (int i = 0, to = at; i < width; i++, to += up) {
            output[to] = a[i];
            output[to + 1] = b[i];
            output[to + 2] = c[i];
            output[to + 3] = d[i];
        }
    }

    /** rows[r][i] = input[first + i * down + r], zero outside; a row is the one {@code down} before it, shifted. */
    private void transpose(float[] input, long first, int width, float[][] rows, int rowCount) {
        int known = Math.min(down, rowCount);
        int low = (int) Math.max(0, Math.min(width, Math.floorDiv(down - 1 - first, down)));
        int high = (int) Math.max(low, Math.min(width, Math.floorDiv(input.length - known - first, down) + 1));
        int from = (int) (first + (long) low * down);
        int r = 0;
        for (; high > low && r + 3 < known; r += 4) {
            spread(input, from + r, low, high, rows[r], rows[r + 1], rows[r + 2], rows[r + 3]);
            for (int i = r; i < r + 4; i++) {
                spreadEnds(input, first + i, 0, low, rows[i]);
                spreadEnds(input, first + i, high, width, rows[i]);
            }
        }
        for (; r < known; r++) {
            spreadEnds(input, first + r, 0, width, rows[r]);
        }
        for (r = known; r < rowCount; r++) {
            System.arraycopy(rows[r - down], 1, rows[r], 0, width - 1);
            spreadEnds(input, first + r, width - 1, width, rows[r]);
        }
    }

    /** Neighboring samples, which stand in neighboring rows. */
    private void spread(float[] input, int from, int low, int high, float[] a, float[] b, float[] c, float[] d) {
        for (int i = low, at = from; i < high; i++, at += down) {
            a[i] = input[at];
            b[i] = input[at + 1];
            c[i] = input[at + 2];
            d[i] = input[at + 3];
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
