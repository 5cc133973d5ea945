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
        Silence.Ends sound = Silence.ends(power, threshold);
        long margin = Math.round(marginSeconds * waveform.sampleRate());
        int from = (int) Math.max(0, (long) sound.first() * HOP_LENGTH - margin);
        int to = (int) Math.min(samples.length, (sound.last() + 1L) * HOP_LENGTH + margin);
        if (from >= to || from == 0 && to == samples.length) {
            return waveform;
        }
        return new Waveform(Arrays.copyOfRange(samples, from, to), waveform.sampleRate());
    }

    /** Sum of squares per frame, which is four hops long: the RMS orders frames the same way. */
    private static double[] framePower(float[] samples) {
        double[] hops = new double[1 + samples.length / HOP_LENGTH];
        for (int hop = 0; hop < hops.length; hop++) {
            hops[hop] = power(samples, hop * HOP_LENGTH, Math.min(samples.length, (hop + 1) * HOP_LENGTH));
        }
        double[] power = new double[hops.length];
        for (int frame = 0; frame < power.length; frame++) {
            int from = Math.max(0, frame - FRAME_LENGTH / 2 / HOP_LENGTH);
            int to = Math.min(hops.length, frame + FRAME_LENGTH / 2 / HOP_LENGTH);
            for (int hop = from; hop < to; hop++) {
                power[frame] += hops[hop];
            }
        }
        return power;
    }

    /** Four sums side by side, which need not wait for each other. */
    private static double power(float[] samples, int from, int to) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = from;
        for (; i + 3 < to; i += 4) {
            a += (double) samples[i] * samples[i];
            b += (double) samples[i + 1] * samples[i + 1];
            c += (double) samples[i + 2] * samples[i + 2];
            d += (double) samples[i + 3] * samples[i + 3];
        }
        for (; i < to; i++) {
            a += (double) samples[i] * samples[i];
        }
        return a + b + (c + d);
    }
}
