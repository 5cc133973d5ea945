package serlab.audio;

import java.util.Arrays;
import org.jtransforms.fft.DoubleFFT_1D;

/**
 * Filter that halves or doubles a sampling rate, zero-phase and low-pass, which at the higher of the two rates is the same
 * for all rates: the transition that would need a long impulse response lies here alone.
 *
 * <p>Applied by overlap-save: a block is transformed at one rate, weighted, and transformed back at the other. Two blocks go
 * through one transform, as its real and its imaginary part. Beyond its ends a signal is taken to be zero.
 */
final class HalfBandFilter {
    /** Samples of a block at the higher rate. */
    private static final int LONG = 8192;
    /** Samples of a block at the lower rate. */
    private static final int SHORT = LONG / 2;
    /** Nyquist frequency of the lower rate in cycles per sample of the higher one. */
    private static final double LOWER_NYQUIST = 0.25;
    /** The impulse response reaches so many samples of the higher rate to either side; even. */
    private static final int REACH = 2 * (int) Math.ceil(Kaiser.length(Resampler.PASS_BAND_END * LOWER_NYQUIST,
            Resampler.STOP_BAND_BEGIN * LOWER_NYQUIST) / 4);
    private static final DoubleFFT_1D LONG_TRANSFORM = Transforms.of(LONG);
    private static final DoubleFFT_1D SHORT_TRANSFORM = Transforms.of(SHORT);
    /** Gain per frequency bin from 0 to the last below the lower Nyquist frequency. */
    private static final double[] GAIN = gain();

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
        double[] block = new double[2 * LONG];
        double[] kept = new double[2 * SHORT];
        int hop = (LONG - 2 * REACH) / 2;
        for (int at = 0; at < length; at += 2 * hop) {
            load(input, origin + 2 * at - REACH, block, 0);
            load(input, origin + 2 * (at + hop) - REACH, block, 1);
            LONG_TRANSFORM.complexForward(block);
            weight(block, 0.5, kept);
            SHORT_TRANSFORM.complexInverse(kept, true);
            store(kept, 0, REACH / 2, output, at, hop);
            store(kept, 1, REACH / 2, output, at + hop, hop);
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
        double[] block = new double[2 * SHORT];
        double[] raised = new double[2 * LONG];
        int hop = LONG - 2 * REACH;
        for (int at = 0; at < length; at += 2 * hop) {
            load(input, (at - before - REACH) / 2, block, 0);
            load(input, (at + hop - before - REACH) / 2, block, 1);
            SHORT_TRANSFORM.complexForward(block);
            weight(block, 2, raised);
            LONG_TRANSFORM.complexInverse(raised, true);
            store(raised, 0, REACH, output, at, hop);
            store(raised, 1, REACH, output, at + hop, hop);
        }
        return output;
    }

    /** @param part 0 for the real, 1 for the imaginary part of the block */
    private static void load(float[] input, int from, double[] block, int part) {
        int length = block.length / 2;
        int first = Math.min(length, Math.max(0, -from));
        int end = Math.max(first, Math.min(length, input.length - from));
        for (int i = 0; i < first; i++) {
            block[2 * i + part] = 0;
        }
        for (int i = first; i < end; i++) {
            block[2 * i + part] = input[from + i];
        }
        for (int i = end; i < length; i++) {
            block[2 * i + part] = 0;
        }
    }

    /** The frequencies below the lower Nyquist frequency, positive and negative; of the others nothing is left. */
    private static void weight(double[] spectrum, double scale, double[] weighted) {
        Arrays.fill(weighted, 2 * GAIN.length, weighted.length - 2 * GAIN.length + 2, 0);
        for (int bin = 0; bin < GAIN.length; bin++) {
            double gain = scale * GAIN[bin];
            weighted[2 * bin] = gain * spectrum[2 * bin];
            weighted[2 * bin + 1] = gain * spectrum[2 * bin + 1];
        }
        int from = spectrum.length;
        int to = weighted.length;
        for (int bin = 1; bin < GAIN.length; bin++) {
            double gain = scale * GAIN[bin];
            weighted[to - 2 * bin] = gain * spectrum[from - 2 * bin];
            weighted[to - 2 * bin + 1] = gain * spectrum[from - 2 * bin + 1];
        }
    }

    private static void store(double[] block, int part, int from, float[] output, int at, int hop) {
        int count = Math.min(hop, output.length - at);
        for (int i = 0; i < count; i++) {
            output[at + i] = (float) block[2 * (from + i) + part];
        }
    }

    private static double[] gain() {
        Kaiser response = new Kaiser(REACH + 1, Resampler.PASS_BAND_END * LOWER_NYQUIST,
                Resampler.STOP_BAND_BEGIN * LOWER_NYQUIST);
        double[] circle = new double[LONG];
        for (int time = -REACH; time <= REACH; time++) {
            circle[Math.floorMod(time, LONG)] = response.at(time);
        }
        LONG_TRANSFORM.realForward(circle);
        double[] gain = new double[SHORT / 2];
        for (int bin = 0; bin < gain.length; bin++) {
            gain[bin] = circle[2 * bin] / circle[0];
        }
        return gain;
    }
}
