package serlab.feature.voice;

import java.util.Arrays;
import serlab.audio.Resampler;
import serlab.audio.Waveform;

/**
 * Pitch, formants and loudness of a recording every 10 ms, to be drawn: those of {@link VoiceLike#TRUTH} at 16 kHz, each the mean of
 * three frames. NaN where nothing is voiced; loudness is everywhere.
 *
 * @param pitchHz    {@code [frames]}
 * @param formantsHz F1 to F3, {@code [3][frames]}
 * @param loudness   {@code [frames]}, without unit
 */
public record VoiceContours(double[] pitchHz, double[][] formantsHz, double[] loudness) {
    /** From one frame to the next. */
    public static final double HOP_SECONDS = VoiceGrid.HOP_SECONDS;
    private static final int SAMPLE_RATE = 16_000;
    private static final double PITCH_SECONDS = 0.03;
    private static final double LOUDNESS_SECONDS = 0.01;
    private static final double LEAST_SECONDS = 0.02;

    /** The contours of a recording of any rate; none of one that is shorter than 20 ms. */
    public static VoiceContours of(Waveform recording) {
        if (recording.durationSeconds() < LEAST_SECONDS) {
            return new VoiceContours(new double[0], new double[3][0], new double[0]);
        }
        VoiceTrack track = new VoiceAnalysis(SAMPLE_RATE, VoiceLike.TRUTH, true)
                .contours(Resampler.resample(recording, SAMPLE_RATE).samples());
        double[] pitch = Arrays.stream(track.smoothVoice(VoiceTrack.PITCH))
                .map(semitones -> VoiceAnalysis.SEMITONE_ZERO_HZ * Math.pow(2, semitones / 12)).toArray();
        double[][] formants = new double[3][];
        for (int formant = 0; formant < formants.length; formant++) {
            formants[formant] = track.smoothVoice(VoiceTrack.FORMANTS + 3 * formant);
        }
        return new VoiceContours(pitch, formants, Arrays.copyOf(Contour.smooth(track.spectral()[ShortFrames.LOUDNESS]), track.frames()));
    }

    /** Middle of the frame that a pitch or formant is of, in seconds. */
    public double voiceSeconds(int frame) {
        return frame * HOP_SECONDS + PITCH_SECONDS;
    }

    /** Middle of the frame that a loudness is of, in seconds. */
    public double loudnessSeconds(int frame) {
        return frame * HOP_SECONDS + LOUDNESS_SECONDS;
    }

    /** Frames. */
    public int frames() {
        return pitchHz.length;
    }
}
