package serlab.explore;

import serlab.audio.Waveform;

/**
 * What is measured of one recording. Levels are in dB re full scale; NaN stands for what a recording does not have, such
 * as pitch where nothing is voiced.
 *
 * @param durationSeconds whole length
 * @param sampleRate      of the file, in Hz
 * @param peakDbfs        largest magnitude
 * @param rmsDbfs         RMS level of the whole
 * @param loudnessLufs    {@link Loudness}
 * @param clippedSamples  samples within {@value #NEAR_FULL_SCALE} of full scale
 * @param silence         where it is silent, and the level of the rest
 * @param pitch           of its voiced frames
 */
public record ClipMeasures(double durationSeconds, int sampleRate, double peakDbfs, double rmsDbfs, double loudnessLufs,
                    int clippedSamples, SilenceProfile silence, Pitch pitch) {
    static final double NEAR_FULL_SCALE = 0.999;

    /**
     * @param recording as it was recorded
     * @param slow      the same at about 22 kHz, for the pitch
     */
    static ClipMeasures of(Waveform recording, Waveform slow) {
        double peak = 0;
        double power = 0;
        int clipped = 0;
        for (float sample : recording.samples()) {
            double magnitude = Math.abs(sample);
            peak = Math.max(peak, magnitude);
            power += magnitude * magnitude;
            clipped += magnitude >= NEAR_FULL_SCALE ? 1 : 0;
        }
        return new ClipMeasures(recording.durationSeconds(), recording.sampleRate(), 20 * Math.log10(peak),
                10 * Math.log10(power / recording.samples().length), Loudness.lufs(recording), clipped,
                SilenceProfile.of(recording), Pitch.of(slow));
    }
}
