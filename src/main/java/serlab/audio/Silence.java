package serlab.audio;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What counts as silence, everywhere: a part of a recording whose mean power lies more than so many dB below that of its
 * loudest part, {@value #BELOW_DB} dB where nobody asks for another distance; and a recording in which no part is louder
 * than the dither of 16 bits, which is silent throughout.
 */
public final class Silence {
    /** How far below the loudest part silence begins, in dB. */
    public static final double BELOW_DB = 40;
    /** Length of a part, in seconds, where nobody asks for another. */
    public static final double FRAME_SECONDS = 0.02;
    /** Largest distance between two samples of a recording that is silent throughout: -80 dB of full scale, either side. */
    private static final float NOTHING = 2e-4f;

    private Silence() {
    }

    /**
     * Seconds of a recording in which it is silent.
     *
     * @param startSeconds where they begin
     * @param endSeconds   where they end
     */
    public record Stretch(double startSeconds, double endSeconds) {
    }

    /**
     * The parts between the silence before a sound and that behind it.
     *
     * @param first the first that is not silent
     * @param last  the last one
     */
    public record Ends(int first, int last) {
    }

    /** The power below which a part is silent. */
    public static double threshold(double[] powers, double belowDb) {
        return Arrays.stream(powers).max().orElse(0) * Math.pow(10, -belowDb / 10);
    }

    /** Where silence ends and begins again; a part has at least the power of the threshold. */
    public static Ends ends(double[] powers, double threshold) {
        int first = 0;
        while (powers[first] < threshold) {
            first++;
        }
        int last = powers.length - 1;
        while (powers[last] < threshold) {
            last--;
        }
        return new Ends(first, last);
    }

    /** Whether a recording is silent throughout: all zeros, a constant, or nothing but dither. */
    public static boolean throughout(float[] samples) {
        float lowest = Float.POSITIVE_INFINITY;
        float highest = Float.NEGATIVE_INFINITY;
        for (float sample : samples) {
            lowest = Math.min(lowest, sample);
            highest = Math.max(highest, sample);
        }
        return throughout(lowest, highest);
    }

    /** Whether a recording whose samples lie between these two is silent throughout. */
    public static boolean throughout(float lowest, float highest) {
        return !(highest - lowest > NOTHING);
    }

    /** Mean square of every whole part of {@link #FRAME_SECONDS}, or of what there is if there is none. */
    public static double[] powers(Waveform waveform) {
        int frame = Math.max(1, (int) Math.round(FRAME_SECONDS * waveform.sampleRate()));
        float[] samples = waveform.samples();
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

    /** The silent stretches of at least so many seconds, in order. */
    public static List<Stretch> stretches(Waveform waveform, double leastSeconds) {
        double[] power = powers(waveform);
        double threshold = threshold(power, BELOW_DB);
        List<Stretch> stretches = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= power.length; i++) {
            if (i == power.length || power[i] >= threshold) {
                double end = i == power.length ? waveform.durationSeconds() : i * FRAME_SECONDS;
                if (i > from && end - from * FRAME_SECONDS >= leastSeconds) {
                    stretches.add(new Stretch(from * FRAME_SECONDS, end));
                }
                from = i + 1;
            }
        }
        return stretches;
    }
}
