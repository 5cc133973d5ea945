package serlab.explore;

import be.tarsos.dsp.pitch.FastYin;
import be.tarsos.dsp.pitch.PitchDetectionResult;
import java.util.Arrays;
import serlab.audio.Waveform;

/**
 * The pitch of a recording, from frames of 1024 samples every 20 ms. A frame is voiced if YIN finds a period between
 * {@value #LOWEST_HZ} and {@value #HIGHEST_HZ} Hz in it and its level lies within {@value SilenceProfile#BELOW_DB} dB of
 * the loudest.
 *
 * <p>Source: de Cheveigné and Kawahara 2002, "YIN, a fundamental frequency estimator", doi:10.1121/1.1458024, as
 * TarsosDSP's FastYin with threshold {@value #THRESHOLD}.
 *
 * @param medianHz       middle of the voiced frames; NaN if there is none
 * @param rangeSemitones distance between their quartiles; NaN if there is none
 * @param voicedShare    voiced part of the frames, 0 to 1
 */
public record Pitch(double medianHz, double rangeSemitones, double voicedShare) {
    static final double LOWEST_HZ = 60;
    static final double HIGHEST_HZ = 700;
    private static final double THRESHOLD = 0.15;
    private static final int FRAME = 1024;

    /** Measures a recording; 16 to 24 kHz suit the frame length. */
    static Pitch of(Waveform waveform) {
        double[] voiced = voicedFrames(waveform);
        int frames = frames(waveform);
        if (voiced.length == 0) {
            return new Pitch(Double.NaN, Double.NaN, 0);
        }
        Arrays.sort(voiced);
        double range = 12 * Math.log(Quantiles.of(voiced, 0.75) / Quantiles.of(voiced, 0.25)) / Math.log(2);
        return new Pitch(Quantiles.of(voiced, 0.5), range, voiced.length / (double) frames);
    }

    private static int hop(Waveform waveform) {
        return (int) Math.round(SilenceProfile.FRAME_SECONDS * waveform.sampleRate());
    }

    private static int frames(Waveform waveform) {
        return Math.max(1, 1 + (waveform.samples().length - FRAME) / hop(waveform));
    }

    /** The pitch of every voiced frame, in Hz. */
    private static double[] voicedFrames(Waveform waveform) {
        FastYin yin = new FastYin(waveform.sampleRate(), FRAME, THRESHOLD);
        int frames = frames(waveform);
        int hop = hop(waveform);
        double[] power = new double[frames];
        for (int i = 0; i < frames; i++) {
            power[i] = SilenceProfile.framePowers(frame(waveform, i * hop), FRAME)[0];
        }
        double threshold = Arrays.stream(power).max().orElse(0) * Math.pow(10, -SilenceProfile.BELOW_DB / 10);
        double[] pitch = new double[frames];
        int count = 0;
        for (int i = 0; i < frames; i++) {
            if (power[i] > 0 && power[i] >= threshold) {
                PitchDetectionResult found = yin.getPitch(frame(waveform, i * hop));
                if (found.isPitched() && found.getPitch() >= LOWEST_HZ && found.getPitch() <= HIGHEST_HZ) {
                    pitch[count++] = found.getPitch();
                }
            }
        }
        return Arrays.copyOf(pitch, count);
    }

    private static float[] frame(Waveform waveform, int from) {
        return Arrays.copyOfRange(waveform.samples(), from, from + FRAME);
    }
}
