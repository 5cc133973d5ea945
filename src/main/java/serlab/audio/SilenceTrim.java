package serlab.audio;

import java.util.Arrays;
import serlab.InvalidInputException;

/**
 * Trimming of {@link Silence} at both ends of a recording.
 *
 * <p>Frames of 1024 samples every 256, centered, zero beyond the ends; a frame is silent if its RMS lies more than topDb
 * under that of the loudest frame. Pauses inside stay.
 *
 * <p>Source: {@code librosa.effects.trim} of librosa 0.11. Differences: frame length and hop as given, and the margin.
 */
public final class SilenceTrim {
    private static final int FRAME_LENGTH = 1024;
    private static final int HOP_LENGTH = 256;

    private SilenceTrim() {
    }

    /**
     * The recording without its silent ends; the same object if there is nothing to cut or nothing but silence.
     *
     * @param waveform      the recording
     * @param topDb         distance to the loudest frame in dB, positive
     * @param marginSeconds what is kept before and after, in seconds, 0 or more
     */
    public static Waveform trim(Waveform waveform, double topDb, double marginSeconds) {
        if (!(topDb > 0) || Double.isInfinite(topDb)) {
            throw new InvalidInputException("topDb " + topDb + " is not a positive number; choose 30");
        }
        if (!(marginSeconds >= 0) || Double.isInfinite(marginSeconds)) {
            throw new InvalidInputException("marginSeconds " + marginSeconds + " is negative; choose 0 or more");
        }
        float[] samples = waveform.samples();
        double[] power = framePower(samples);
        double threshold = Silence.threshold(power, topDb);
        if (threshold == 0) {
            return waveform;
        }
        int first = 0;
        while (power[first] < threshold) {
            first++;
        }
        int last = power.length - 1;
        while (power[last] < threshold) {
            last--;
        }
        long margin = Math.round(marginSeconds * waveform.sampleRate());
        int from = (int) Math.max(0, (long) first * HOP_LENGTH - margin);
        int to = (int) Math.min(samples.length, (last + 1L) * HOP_LENGTH + margin);
        if (from >= to || from == 0 && to == samples.length) {
            return waveform;
        }
        return new Waveform(Arrays.copyOfRange(samples, from, to), waveform.sampleRate());
    }

    /** Sum of squares per frame: the RMS orders frames the same way. */
    private static double[] framePower(float[] samples) {
        double[] power = new double[1 + samples.length / HOP_LENGTH];
        for (int frame = 0; frame < power.length; frame++) {
            int center = frame * HOP_LENGTH;
            int from = Math.max(0, center - FRAME_LENGTH / 2);
            int to = Math.min(samples.length, center + FRAME_LENGTH / 2);
            for (int i = from; i < to; i++) {
                power[frame] += (double) samples[i] * samples[i];
            }
        }
        return power;
    }
}
