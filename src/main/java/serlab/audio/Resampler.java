package serlab.audio;

import org.apache.commons.math3.util.ArithmeticUtils;
import serlab.InvalidInputException;
import serlab.RecentlyUsed;

/**
 * Change of the sampling rate by a ratio of integers with zero-phase, band-limited filters.
 *
 * <p>The pass band ends at 0.913 and the stop band begins at 1.0 times the lower of the two Nyquist frequencies, with
 * 120 dB of rejection: the figures of soxr's "HQ" recipe, which librosa uses. The output has
 * {@code ceil(n * target / source)} samples. Instances are immutable; the output does not depend on the thread.
 *
 * <p>Two stages, as in soxr: one between the lower of the rates and its double, which alone has the narrow transition and is
 * the same filter for all rates, applied through Fourier transforms; and an interpolation between that double and the higher
 * rate, for which a short impulse response is enough.
 *
 * <p>Source: pass band and rejection of libsoxr 0.1.3, SOXR_HQ (20 bits).
 */
public final class Resampler {
    /** In Nyquist frequencies of the lower rate. */
    static final double PASS_BAND_END = 0.913;
    /** In Nyquist frequencies of the lower rate. */
    static final double STOP_BAND_BEGIN = 1.0;
    /** As many as the rates that a shift by up to two semitones gives at 48 kHz; a filter takes some 50 kB. */
    private static final int KEPT = 128;
    private static final RecentlyUsed<Rates, Resampler> RECENT =
            new RecentlyUsed<>(KEPT, rates -> new Resampler(rates.source(), rates.target()));

    private final int sourceRate;
    private final int targetRate;
    /** Samples of the interpolation's output for {@link #down} of its input. */
    private final int up;
    private final int down;
    private final Interpolation interpolation;

    private record Rates(int source, int target) {
    }

    /**
     * Computes the filters for a pair of rates.
     *
     * @param sourceRate rate of the input in Hz, positive
     * @param targetRate rate of the output in Hz, positive
     */
    public Resampler(int sourceRate, int targetRate) {
        if (sourceRate <= 0 || targetRate <= 0) {
            throw new InvalidInputException("cannot resample from " + sourceRate + " Hz to " + targetRate
                    + " Hz; both rates must be positive");
        }
        this.sourceRate = sourceRate;
        this.targetRate = targetRate;
        boolean lowers = targetRate < sourceRate;
        long from = lowers ? sourceRate : 2L * sourceRate;
        long to = lowers ? 2L * targetRate : targetRate;
        long divisor = ArithmeticUtils.gcd(from, to);
        this.up = Math.toIntExact(to / divisor);
        this.down = Math.toIntExact(from / divisor);
        this.interpolation = from == to || sourceRate == targetRate ? null : interpolation(from);
    }

    /** The images of a signal at twice the lower rate begin at three times its Nyquist frequency. */
    private Interpolation interpolation(long rate) {
        double lowerNyquist = 0.5 * Math.min(sourceRate, targetRate) / rate;
        try {
            return new Interpolation(up, down, PASS_BAND_END * lowerNyquist, 3 * lowerNyquist);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("resampling from " + sourceRate + " Hz to " + targetRate
                    + " Hz needs too large a filter; choose a target rate that shares a larger divisor with the source", e);
        }
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
        return Math.toIntExact(((long) samples * targetRate + sourceRate - 1) / sourceRate);
    }

    /** Resamples a whole signal; beyond its ends it is taken to be zero. */
    public float[] apply(float[] input) {
        if (sourceRate == targetRate || input.length == 0) {
            return input.clone();
        }
        return targetRate < sourceRate ? lowered(input) : raised(input);
    }

    private float[] lowered(float[] input) {
        int length = outputLength(input.length);
        if (interpolation == null) {
            return HalfBandFilter.halve(input, 0, length);
        }
        int margin = (int) Math.ceil((interpolation.reach() + 1.0) * up / down);
        int lead = (margin + up - 1) / up;
        float[] doubled = interpolation.apply(input, 0, lead, Math.addExact(2 * length + margin, lead * up));
        return HalfBandFilter.halve(doubled, lead * up, length);
    }

    private float[] raised(float[] input) {
        int length = outputLength(input.length);
        if (interpolation == null) {
            return HalfBandFilter.twice(input, 0, length);
        }
        int margin = interpolation.reach();
        float[] doubled = HalfBandFilter.twice(input, margin, 2 * input.length + 2 * margin);
        return interpolation.apply(doubled, margin, 0, length);
    }
}
