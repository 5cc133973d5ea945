package serlab.feature.voice;

import java.util.Arrays;
import java.util.List;

/**
 * The descriptors of a recording every 10 ms, as they are before they are smoothed. NaN is no value.
 *
 * @param like      whose numbers they are
 * @param spectral  {@code [ShortFrames.COUNT][short frames]}, a few frames more than the others have
 * @param voice     {@code [VOICE][frames]}: pitch in semitones above 27.5 Hz, jitter, shimmer, harmonics-to-noise ratio, H1–H2, H1–A3,
 *                  then frequency, bandwidth and amplitude of three formants
 * @param voiced    which frames are voiced
 * @param meanPower mean over the short frames of their mean squared sample
 */
record VoiceTrack(VoiceLike like, double[][] spectral, double[][] voice, boolean[] voiced, double meanPower) {
    static final int PITCH = 0;
    static final int JITTER = 1;
    static final int SHIMMER = 2;
    static final int NOISE = 3;
    static final int H1_H2 = 4;
    static final int H1_A3 = 5;
    static final int FORMANTS = 6;
    static final int VOICE = 15;
    /** What openSMILE says of the amplitude of a formant that is not there. */
    private static final double NO_AMPLITUDE = -201;

    /** openSMILE's names of what {@link #descriptors} gives. */
    static final List<String> NAMES = List.of("Loudness_sma3", "alphaRatio_sma3", "hammarbergIndex_sma3", "slope0-500_sma3",
            "slope500-1500_sma3", "spectralFlux_sma3", "mfcc1_sma3", "mfcc2_sma3", "mfcc3_sma3", "mfcc4_sma3",
            "F0semitoneFrom27.5Hz_sma3nz", "jitterLocal_sma3nz", "shimmerLocaldB_sma3nz", "HNRdBACF_sma3nz", "logRelF0-H1-H2_sma3nz",
            "logRelF0-H1-A3_sma3nz", "F1frequency_sma3nz", "F1bandwidth_sma3nz", "F1amplitudeLogRelF0_sma3nz", "F2frequency_sma3nz",
            "F2bandwidth_sma3nz", "F2amplitudeLogRelF0_sma3nz", "F3frequency_sma3nz", "F3bandwidth_sma3nz",
            "F3amplitudeLogRelF0_sma3nz");

    int frames() {
        return voiced.length;
    }

    /** All descriptors, smoothed over three frames, {@code [25][frames]}; what is missing is NaN, or what openSMILE says then. */
    float[][] descriptors() {
        float[][] result = new float[ShortFrames.COUNT + VOICE][];
        for (int i = 0; i < ShortFrames.COUNT; i++) {
            result[i] = floats(Arrays.copyOf(Contour.smooth(spectral[i]), frames()));
        }
        for (int i = 0; i < VOICE; i++) {
            result[ShortFrames.COUNT + i] = floats(isFormantsShape(i) ? Contour.smoothPresent(voice[i]) : smoothVoice(i));
        }
        return result;
    }

    /**
     * A row of {@link #NAMES}, smoothed.
     *
     * @param filled whether there is what openSMILE says where there is no value, else NaN
     */
    double[] row(int row, boolean filled) {
        if (row < ShortFrames.COUNT) {
            return fill(Contour.smooth(spectral[row]), row, filled);
        }
        int at = row - ShortFrames.COUNT;
        double[] values = isFormantsShape(at) ? Contour.smoothPresent(voice[at]) : smoothVoice(at);
        return isAmplitude(at) && !filled ? Contour.where(values, voiced, true) : fill(values, row, filled);
    }

    private double[] fill(double[] values, int row, boolean filled) {
        for (int t = 0; t < values.length && filled; t++) {
            boolean near = isAmplitude(row - ShortFrames.COUNT) && voiced[t];
            values[t] = Double.isNaN(values[t]) ? near ? 0 : filler(row) : values[t];
        }
        return values;
    }

    /** What openSMILE has where nothing is voiced; where something is, but no harmonic is near a formant, it has 0. */
    static double filler(int row) {
        return isAmplitude(row - ShortFrames.COUNT) ? NO_AMPLITUDE : 0;
    }

    private static boolean isAmplitude(int row) {
        return row >= FORMANTS && (row - FORMANTS) % 3 == 2;
    }

    /** openSMILE's descriptors have formants of unvoiced frames too, which its functionals leave out. */
    private static boolean isFormantsShape(int row) {
        return row >= FORMANTS && !isAmplitude(row);
    }

    /**
     * A row of voiced frames, smoothed. openSMILE says -201 for the amplitude of a formant where nothing is voiced, and counts that as
     * a value in smoothing, in means and in deviations; a voiced frame without a harmonic near the formant has none.
     */
    double[] smoothVoice(int row) {
        double[] values = Contour.where(voice[row], voiced, true);
        if (like == VoiceLike.OPENSMILE && isAmplitude(row)) {
            for (int t = 0; t < values.length; t++) {
                values[t] = voiced[t] ? values[t] : NO_AMPLITUDE;
            }
        }
        return Contour.smoothPresent(values);
    }

    private float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int t = 0; t < values.length; t++) {
            floats[t] = Double.isNaN(values[t]) && like == VoiceLike.OPENSMILE ? 0 : (float) values[t];
        }
        return floats;
    }
}
