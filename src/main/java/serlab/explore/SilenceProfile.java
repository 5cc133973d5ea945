package serlab.explore;

import java.util.Arrays;
import serlab.audio.Waveform;

/**
 * Where a recording is silent: frames of 20 ms more than {@value #BELOW_DB} dB below the loudest one.
 *
 * @param leadingSeconds  silence before the first sound
 * @param trailingSeconds silence after the last sound
 * @param share           silent part of the recording, 0 to 1
 * @param soundDbfs       RMS level of the rest, in dB re full scale
 */
public record SilenceProfile(double leadingSeconds, double trailingSeconds, double share, double soundDbfs) {
    static final double BELOW_DB = 40;
    static final double FRAME_SECONDS = 0.02;

    /** Measures a recording that is not silent throughout and lasts 20 ms at least. */
    static SilenceProfile of(Waveform waveform) {
        double[] power = framePowers(waveform.samples(), Math.max(1, (int) Math.round(FRAME_SECONDS * waveform.sampleRate())));
        double threshold = Arrays.stream(power).max().orElse(0) * Math.pow(10, -BELOW_DB / 10);
        int first = 0;
        while (power[first] < threshold) {
            first++;
        }
        int last = power.length - 1;
        while (power[last] < threshold) {
            last--;
        }
        double[] sound = Arrays.stream(power).filter(p -> p >= threshold).toArray();
        return new SilenceProfile(first * FRAME_SECONDS, (power.length - 1 - last) * FRAME_SECONDS,
                1 - sound.length / (double) power.length, 10 * Math.log10(Arrays.stream(sound).average().orElse(0)));
    }

    /** Mean square of every whole frame. */
    static double[] framePowers(float[] samples, int frame) {
        double[] power = new double[Math.max(1, samples.length / frame)];
        for (int i = 0; i < power.length; i++) {
            int to = Math.min(samples.length, (i + 1) * frame);
            for (int t = i * frame; t < to; t++) {
                power[i] += (double) samples[t] * samples[t];
            }
            power[i] /= frame;
        }
        return power;
    }
}
