package serlab.explore;

import java.util.Arrays;
import serlab.audio.Silence;
import serlab.audio.Waveform;
import serlab.feature.FundamentalFrequencySpec;

/**
 * The pitch of a recording. A frame is voiced if {@link FundamentalFrequencySpec} finds a period in it and its level lies
 * within {@value Silence#BELOW_DB} dB of the loudest.
 *
 * @param medianHz       middle of the voiced frames; NaN if there is none
 * @param rangeSemitones distance between their quartiles; NaN if there is none
 * @param voicedShare    voiced part of the frames, 0 to 1
 */
public record Pitch(double medianHz, double rangeSemitones, double voicedShare) {
    /** Measures a recording. */
    static Pitch of(Waveform waveform) {
        FundamentalFrequencySpec spec = FundamentalFrequencySpec.defaults();
        float[] hz = spec.full(waveform)[0];
        double[] power = framePowers(waveform, spec.hopLength(), hz.length);
        double threshold = Silence.threshold(power, Silence.BELOW_DB);
        double[] pitch = new double[hz.length];
        int count = 0;
        for (int frame = 0; frame < hz.length; frame++) {
            if (hz[frame] > 0 && power[frame] >= threshold) {
                pitch[count++] = hz[frame];
            }
        }
        if (count == 0) {
            return new Pitch(Double.NaN, Double.NaN, 0);
        }
        double[] voiced = Arrays.copyOf(pitch, count);
        Arrays.sort(voiced);
        double range = 12 * Math.log(Quantiles.of(voiced, 0.75) / Quantiles.of(voiced, 0.25)) / Math.log(2);
        return new Pitch(Quantiles.of(voiced, 0.5), range, count / (double) hz.length);
    }

    /** Mean square of the samples around the middle of every frame. */
    private static double[] framePowers(Waveform waveform, int hop, int frames) {
        double[] power = new double[frames];
        float[] samples = waveform.samples();
        for (int frame = 0; frame < frames; frame++) {
            int from = Math.max(0, frame * hop - hop);
            int to = Math.min(samples.length, frame * hop + hop);
            for (int t = from; t < to; t++) {
                power[frame] += (double) samples[t] * samples[t] / (to - from);
            }
        }
        return power;
    }
}
