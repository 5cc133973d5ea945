package serlab.audio;

import java.util.Arrays;
import serlab.InvalidInputException;
import serlab.RecentlyUsed;

/**
 * Changes the sampling rate by a ratio of integers with a zero-phase, band-limited filter: a sinc under a Kaiser window,
 * cut into one set of coefficients per phase.
 *
 * <p>The pass band ends at 0.913 and the stop band begins at 1.0 times the lower of the two Nyquist frequencies, with
 * 120 dB of rejection: the figures of soxr's "HQ" recipe, which librosa uses. The output has
 * {@code ceil(n * target / source)} samples. Instances are immutable; the output does not depend on the thread.
 *
 * <p>Source: J. F. Kaiser, "Nonrecursive digital filter design using the I0-sinh window function", ISCAS 1974;
 * pass band and rejection of libsoxr 0.1.3, SOXR_HQ (20 bits). Difference: one linear-phase stage, no half-band cascade.
 */
public final class Resampler {
    private static final double PASS_BAND_END = 0.913;
    private static final double STOP_BAND_BEGIN = 1.0;
    private static final double REJECTION_DB = 120;
    private static final long MAX_COEFFICIENTS = 1L << 23;
    /** Blocks summed up at a time: bounds the memory for rows. */
    private static final int MAX_WIDTH = 1024;
    private static final RecentlyUsed<Rates, Resampler> RECENT =
            new RecentlyUsed<>(rates -> new Resampler(rates.source(), rates.target()));

    private final int sourceRate;
    private final int targetRate;
    private final int up;
    private final int down;
    private final int halfTaps;
    /** [phase][tap], contiguous; 2 * halfTaps per phase. */
    private final float[] coefficients;

    private record Rates(int source, int target) {
    }

    /**
     * Computes the filter for a pair of rates.
     *
     * @param sourceRate rate of the input in Hz, positive
     * @param targetRate rate of the output in Hz, positive
     */
    public Resampler(int sourceRate, int targetRate) {
        if (sourceRate <= 0 || targetRate <= 0) {
            throw new InvalidInputException("cannot resample from " + sourceRate + " Hz to " + targetRate
                    + " Hz; both rates must be positive");
        }
        int divisor = gcd(sourceRate, targetRate);
        this.sourceRate = sourceRate;
        this.targetRate = targetRate;
        this.up = targetRate / divisor;
        this.down = sourceRate / divisor;
        double lowerNyquist = 0.5 * Math.min(1.0, (double) up / down);
        double transition = 2 * Math.PI * (STOP_BAND_BEGIN - PASS_BAND_END) * lowerNyquist;
        double taps = (REJECTION_DB - 7.95) / (2.285 * transition);
        this.halfTaps = 2 * (int) Math.ceil(taps / 4);
        if (2L * halfTaps * up > MAX_COEFFICIENTS) {
            throw new InvalidInputException("resampling from " + sourceRate + " Hz to " + targetRate
                    + " Hz needs too large a filter; choose a target rate that shares a larger divisor with the source");
        }
        this.coefficients = sourceRate == targetRate ? new float[0] : design(lowerNyquist);
    }

    /** Resamples with a cached filter; a waveform that already has the rate is returned as it is. */
    public static Waveform resample(Waveform waveform, int targetRate) {
        if (waveform.sampleRate() == targetRate) {
            return waveform;
        }
        Resampler resampler = RECENT.get(new Rates(waveform.sampleRate(), targetRate));
        return new Waveform(resampler.apply(waveform.samples()), targetRate);
    }

    /** Number of samples that come out for a number that goes in. */
    public int outputLength(int samples) {
        return Math.toIntExact(((long) samples * up + down - 1) / down);
    }

    /**
     * Resamples a whole signal; beyond its ends it is taken to be zero.
     *
     * <p>Output b * up + p is the sum over k of h_p[k] * input[b * down + floor(p * down / up) + k]. For one phase the
     * blocks b lie side by side once the input is transposed to rows of every down-th sample, so the inner loop runs
     * over contiguous memory. Every row is an array of its own: the compiler vectorises the loop only if all arrays are read
     * at the index that is written.
     */
    public float[] apply(float[] input) {
        if (sourceRate == targetRate || input.length == 0) {
            return input.clone();
        }
        float[] output = new float[outputLength(input.length)];
        int blocks = (output.length + up - 1) / up;
        float[][] rows = new float[(int) ((up - 1L) * down / up) + 2 * halfTaps][Math.min(blocks, MAX_WIDTH)];
        float[] sums = new float[Math.min(blocks, MAX_WIDTH)];
        for (int block = 0; block < blocks; block += MAX_WIDTH) {
            int width = Math.min(MAX_WIDTH, blocks - block);
            transpose(input, block, width, rows);
            for (int phase = 0; phase < up; phase++) {
                sum(rows, phase, sums, width);
                int at = block * up + phase;
                for (int i = 0; i < width && at < output.length; i++, at += up) {
                    output[at] = sums[i];
                }
            }
        }
        return output;
    }

    /** rows[r][i] = input[(block + i) * down + r - lead], zero outside; a row is the one {@code down} before it, shifted. */
    private void transpose(float[] input, int block, int width, float[][] rows) {
        int lead = halfTaps - 1;
        for (int r = 0; r < rows.length; r++) {
            int from = 0;
            if (r >= down) {
                System.arraycopy(rows[r - down], 1, rows[r], 0, width - 1);
                from = width - 1;
            }
            long at = (long) (block + from) * down + r - lead;
            for (int i = from; i < width; i++, at += down) {
                rows[r][i] = at >= 0 && at < input.length ? input[(int) at] : 0;
            }
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

    private float[] design(double lowerNyquist) {
        int taps = 2 * halfTaps;
        double cutOff = lowerNyquist * (PASS_BAND_END + STOP_BAND_BEGIN);
        double beta = 0.1102 * (REJECTION_DB - 8.7);
        float[] bank = new float[taps * up];
        double[] values = new double[taps];
        for (int phase = 0; phase < up; phase++) {
            double fraction = (long) phase * down % up / (double) up;
            double total = 0;
            for (int tap = 0; tap < taps; tap++) {
                double time = tap - (halfTaps - 1) - fraction;
                double inside = 1 - time * time / ((double) halfTaps * halfTaps);
                values[tap] = sinc(cutOff * time) * besselI0(beta * Math.sqrt(Math.max(0, inside)));
                total += values[tap];
            }
            for (int tap = 0; tap < taps; tap++) {
                bank[phase * taps + tap] = (float) (values[tap] / total);
            }
        }
        return bank;
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    /** Modified Bessel function of the first kind, order zero, by its power series. */
    private static double besselI0(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; term > sum * 1e-17; k++) {
            term *= x * x / (4.0 * k * k);
            sum += term;
        }
        return sum;
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
