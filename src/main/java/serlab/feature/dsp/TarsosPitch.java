package serlab.feature.dsp;

import be.tarsos.dsp.pitch.PitchDetectionResult;
import java.util.Arrays;
import java.util.function.Function;

/**
 * A pitch detector of TarsosDSP 2.4.1 as a {@link PitchTracker}. The library takes no range of frequencies: an estimate
 * outside of {@code fMinHz} to {@code fMaxHz} counts as unvoiced. Its answers for silence (a pitch of -1, a probability of
 * {@code -Infinity}) become an unvoiced frame of periodicity 0, and a probability that the parabola through a peak lifts
 * above 1 becomes 1.
 */
final class TarsosPitch implements PitchTracker {
    private final FrameSettings frame;
    private final double fMinHz;
    private final double fMaxHz;
    private final double threshold;
    private final double scale;
    private final Function<float[], PitchDetectionResult> detector;
    private final float[] samples;

    /**
     * @param scale    how many times too high the detector's frequencies are
     * @param detector from samples, of which at least one is not 0
     */
    TarsosPitch(FrameSettings frame, double fMinHz, double fMaxHz, double threshold, double scale,
            Function<float[], PitchDetectionResult> detector) {
        this.frame = frame;
        this.fMinHz = fMinHz;
        this.fMaxHz = fMaxHz;
        this.threshold = threshold;
        this.scale = scale;
        this.detector = detector;
        samples = new float[frame.frameLength()];
    }

    @Override
    public Estimate estimate(float[] signal, int index) {
        frame.cut(signal, index, samples);
        if (withoutZeroEnds(samples).length == 0) {
            return Estimate.NONE;
        }
        PitchDetectionResult result = detector.apply(samples);
        double hz = result.getPitch() / scale;
        if (!result.isPitched() || hz < fMinHz || hz > fMaxHz) {
            return Estimate.NONE;
        }
        double periodicity = Math.min(1, result.getProbability());
        return new Estimate(hz, periodicity > 1 - threshold, periodicity);
    }

    /** The samples from the first to the last whose square is above 0 in single precision. */
    static float[] withoutZeroEnds(float[] samples) {
        int from = 0;
        int to = samples.length;
        while (from < to && samples[from] * samples[from] == 0) {
            from++;
        }
        while (to > from && samples[to - 1] * samples[to - 1] == 0) {
            to--;
        }
        return from == 0 && to == samples.length ? samples : Arrays.copyOfRange(samples, from, to);
    }
}
