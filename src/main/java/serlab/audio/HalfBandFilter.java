package serlab.audio;

import java.util.Arrays;
import serlab.audio.BatchedFft.Rows;

/**
 * Filter that halves or doubles a sampling rate, zero-phase and low-pass, which at the higher of the two rates is the same
 * for all rates: the transition that would need a long impulse response lies here alone.
 *
 * <p>Applied by overlap-save in single precision, as soxr does: a block is transformed at one rate, weighted, and
 * transformed back at the other. Two blocks go through one transform, as its real and its imaginary part, and many such
 * pairs go side by side. Beyond its ends a signal is taken to be zero.
 */
final class HalfBandFilter {
    /** Samples of a block at the higher rate. */
    private static final int LONG = 1024;
    /** Samples of a block at the lower rate. */
    private static final int SHORT = LONG / 2;
    /** Nyquist frequency of the lower rate in cycles per sample of the higher one. */
    private static final double LOWER_NYQUIST = 0.25;
    /** The impulse response reaches so many samples of the higher rate to either side; even. */
    private static final int REACH = 2 * (int) Math.ceil(Kaiser.length(Resampler.PASS_BAND_END * LOWER_NYQUIST,
            Resampler.STOP_BAND_BEGIN * LOWER_NYQUIST) / 4);
    /** Pairs of blocks that go side by side at most, so that their rows stay in the nearer caches. */
    private static final int MOST_WIDTH = 64;
    private static final BlockFft LONG_TRANSFORM = new BlockFft(LONG);
    private static final BlockFft SHORT_TRANSFORM = new BlockFft(SHORT);
    /** Rows of a spectrum hold four bins each. */
    private static final int LONG_ROWS = LONG / 4;
    private static final int SHORT_ROWS = SHORT / 4;
    /** Gain per frequency bin from 0 to the last below the lower Nyquist frequency. */
    private static final double[] GAIN = gain();
    private static final ThreadLocal<BlockFft.Room> ROOM =
            ThreadLocal.withInitial(() -> new BlockFft.Room(LONG, MOST_WIDTH));

    private HalfBandFilter() {
    }

    /**
     * Every second sample of the filtered signal.
     *
     * @param origin index of the input that falls on the first sample of the output
     * @param length samples of the output
     */
    static float[] halve(float[] input, int origin, int length) {
        float[] output = new float[length];
        BlockFft.Room room = ROOM.get();
        int hop = (LONG - 2 * REACH) / 2;
        int pairs = (length + 2 * hop - 1) / (2 * hop);
        int width = width(pairs);
        for (int first = 0; first < pairs; first += width) {
            int count = Math.min(width, pairs - first);
            int from = origin + 4 * first * hop - REACH;
            Rows spectrum = LONG_TRANSFORM.forward(input, from, from + 2 * hop, 4 * hop, count, room);
            Rows lowered = new Rows(lowered(spectrum.real(), count), lowered(spectrum.imaginary(), count));
            SHORT_TRANSFORM.inverse(lowered, room.besides(spectrum), count, room, REACH / 2, hop, output, 2 * first * hop);
        }
        return output;
    }

    /**
     * The signal at twice its rate.
     *
     * @param before samples of the output before the one that falls on the first sample of the input; even
     * @param length samples of the output
     */
    static float[] twice(float[] input, int before, int length) {
        float[] output = new float[length];
        BlockFft.Room room = ROOM.get();
        int hop = LONG - 2 * REACH;
        int pairs = (length + 2 * hop - 1) / (2 * hop);
        int width = width(pairs);
        for (int first = 0; first < pairs; first += width) {
            int count = Math.min(width, pairs - first);
            int from = (2 * first * hop - before - REACH) / 2;
            Rows spectrum = SHORT_TRANSFORM.forward(input, from, from + hop / 2, hop, count, room);
            Rows raised = new Rows(raised(spectrum.real(), count), raised(spectrum.imaginary(), count));
            LONG_TRANSFORM.inverse(raised, room.besides(spectrum), count, room, REACH, hop, output, 2 * first * hop);
        }
        return output;
    }

    /** Equal shares of all pairs. */
    private static int width(int pairs) {
        int passes = (pairs + MOST_WIDTH - 1) / MOST_WIDTH;
        return (pairs + passes - 1) / passes;
    }

    /**
     * Rows of a spectrum's frequencies below the lower Nyquist frequency, positive and negative, weighted, as the short
     * inverse transform takes them; of the others nothing is left.
     */
    private static float[][] lowered(float[][] spectrum, int width) {
        float[][] weighted = new float[SHORT_ROWS][];
        for (int k = 0; k < SHORT_ROWS; k++) {
            weighted[SHORT_TRANSFORM.rowOf(k)] = weigh(spectrum[longRow(k)], k, 0.5 / SHORT, width);
        }
        return weighted;
    }

    /** The opposite: rows of a short spectrum, weighted, among zeros, as the long inverse transform takes them. */
    private static float[][] raised(float[][] rows, int width) {
        float[][] weighted = new float[LONG_ROWS][];
        for (int k = 0; k < SHORT_ROWS; k++) {
            weighted[LONG_TRANSFORM.rowOf(longRow(k))] = weigh(rows[k], k, 2.0 / LONG, width);
        }
        for (int k = SHORT_ROWS / 2, from = SHORT_ROWS; from < LONG_ROWS; k++, from++) {
            Arrays.fill(rows[from], 0, 4 * width, 0);
            weighted[LONG_TRANSFORM.rowOf(k)] = rows[from];
        }
        return weighted;
    }

    /** The row of the long transform of the same frequencies. */
    private static int longRow(int shortRow) {
        return shortRow < SHORT_ROWS / 2 ? shortRow : shortRow + LONG_ROWS - SHORT_ROWS;
    }

    private static float[] weigh(float[] row, int k, double scale, int width) {
        for (int j = 0; j < 4; j++) {
            int bin = Math.min(4 * k + j, SHORT - 4 * k - j);
            scale(row, bin < GAIN.length ? scale * GAIN[bin] : 0, j * width, (j + 1) * width);
        }
        return row;
    }

    /** By a double as the sum of two floats: rounded to one, it would be off by the same for all time. */
    private static void scale(float[] row, double factor, int from, int to) {
        float weight = (float) factor;
        float rest = (float) (factor - weight);
        for (int i = from; i < to; i++) {
            row[i] = weight * row[i] + rest * row[i];
        }
    }

    private static double[] gain() {
        Kaiser response = new Kaiser(REACH + 1, Resampler.PASS_BAND_END * LOWER_NYQUIST,
                Resampler.STOP_BAND_BEGIN * LOWER_NYQUIST);
        double[] circle = new double[LONG];
        for (int time = -REACH; time <= REACH; time++) {
            circle[Math.floorMod(time, LONG)] = response.at(time);
        }
        Transforms.of(LONG).realForward(circle);
        double[] gain = new double[SHORT / 2];
        for (int bin = 0; bin < gain.length; bin++) {
            gain[bin] = circle[2 * bin] / circle[0];
        }
        return gain;
    }
}
