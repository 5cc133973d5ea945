package serlab.explore;

import java.util.Arrays;
import serlab.audio.Silence;
import serlab.audio.Waveform;

/**
 * Where a recording is silent: frames of 20 ms more than {@value Silence#BELOW_DB} dB below the loudest one, {@link Silence}.
 *
 * @param leadingSeconds  silence before the first sound
 * @param trailingSeconds silence after the last sound
 * @param share           silent part of the recording, 0 to 1
 * @param soundDbfs       RMS level of the rest, in dB re full scale
 */
public record SilenceProfile(double leadingSeconds, double trailingSeconds, double share, double soundDbfs) {

    /** Measures a recording that is not silent throughout and lasts 20 ms at least. */
    static SilenceProfile of(Waveform waveform) {
        double[] power = Silence.powers(waveform);
        double threshold = Silence.threshold(power, Silence.BELOW_DB);
        Silence.Ends ends = Silence.ends(power, threshold);
        double[] sound = Arrays.stream(power).filter(p -> p >= threshold).toArray();
        return new SilenceProfile(ends.first() * Silence.FRAME_SECONDS, (power.length - 1 - ends.last()) * Silence.FRAME_SECONDS,
                1 - sound.length / (double) power.length, 10 * Math.log10(Arrays.stream(sound).average().orElse(0)));
    }
}
