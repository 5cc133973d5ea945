package serlab.corpus.synthetic;

import java.util.Random;

/**
 * The voice before the vocal tract: pulses of the derivative of glottal flow, with jitter, shimmer and aspiration noise
 * while the glottis is open, darkened by a one-pole low-pass. Source: KLGLOTT88, Klatt and Klatt 1990,
 * doi:10.1121/1.398894.
 */
final class GlottalSource {
    private static final double JITTER = 0.012;
    private static final double SHIMMER = 0.06;
    private final Random random;
    private final double sampleRate;
    private final double openQuotient;
    private final double darkness;
    private final double breath;
    private double phase;
    private double periodFactor = 1;
    private double amplitude = 1;
    private double filtered;

    /**
     * @param tension 0 relaxed; higher closes the glottis faster, which is brighter
     * @param breath  amplitude of the noise, 0 none
     */
    GlottalSource(double sampleRate, double tension, double breath, Random random) {
        this.sampleRate = sampleRate;
        this.random = random;
        this.breath = breath;
        this.openQuotient = limit(0.6 - 0.08 * tension, 0.4, 0.8);
        this.darkness = limit(0.65 - 0.18 * tension, 0.15, 0.93);
    }

    /** The next sample at a pitch in Hz. */
    double next(double pitchHz) {
        phase += pitchHz * periodFactor / sampleRate;
        if (phase >= 1) {
            phase -= 1;
            periodFactor = 1 + JITTER * random.nextGaussian();
            amplitude = 1 + SHIMMER * random.nextGaussian();
        }
        double open = phase / openQuotient;
        double pulse = open < 1 ? amplitude * (2 * open - 3 * open * open) : 0;
        filtered = (1 - darkness) * pulse + darkness * filtered;
        return filtered + breath * noise(random) * (open < 1 ? 1 : 0.4);
    }

    /** White noise in [-1, 1). */
    static double noise(Random random) {
        return random.nextInt() / 2147483648.0;
    }

    static double limit(double value, double least, double most) {
        return Math.max(least, Math.min(most, value));
    }
}
