package serlab.audio;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Search for the parts of a recording in which there is sound, while it comes in blocks of {@value #RATE} Hz: their level is above
 * that of the background of about the same minute. Whether such a part is a voice decides {@link VoiceGate}. No more than a minute of
 * sound is kept. Used by one thread.
 */
public final class SoundFinder {
    /** Samples per second that it takes. */
    public static final int RATE = 16_000;
    private static final int FRAME = RATE / 100;
    private static final int LONGEST = 60 * RATE;
    /** Of the longest stretch, where the quietest moment is looked for to cut it. */
    private static final int CUT_WITHIN = 20 * RATE;
    private static final double BACKGROUND = 0.1;
    private static final double SPEECH = 0.95;
    /** Speech is so much above the background, or half-way to the loudest where that is nearer, in dB. */
    private static final double ABOVE_DB = 6;
    /** What lies further below the loudest of the minute is no speech, in dB. */
    private static final double BELOW_DB = 60;
    private static final double NOTHING_DB = -100;
    /** Shorter pauses belong to what is said. */
    private static final int PAUSE_FRAMES = 20;
    /** Shorter sounds are none of a voice. */
    private static final int SOUND_FRAMES = 10;
    /** Kept to either side of a sound. */
    private static final int EDGE_FRAMES = 3;
    private static final double EMPHASIS = 0.9;

    private final Consumer<Part> sink;
    private final float[] kept = new float[LONGEST];
    private int filled;
    private long before;

    /**
     * A part that is louder than the background.
     *
     * @param startSeconds where it begins
     * @param sound        what is heard in it, at {@link #RATE}
     * @param levelDb      of its loudest 10 ms, its rumble taken off, in dB
     */
    public record Part(double startSeconds, Waveform sound, double levelDb) {
        public double endSeconds() {
            return startSeconds + sound.durationSeconds();
        }
    }

    /** @param sink takes the parts in order; they do not overlap */
    public SoundFinder(Consumer<Part> sink) {
        this.sink = sink;
    }

    /** Takes the next samples. */
    public void accept(float[] block) {
        for (int at = 0; at < block.length;) {
            int count = Math.min(block.length - at, LONGEST - filled);
            System.arraycopy(block, at, kept, filled, count);
            filled += count;
            at += count;
            if (filled == LONGEST) {
                double[] levels = levels();
                int cut = quietest(levels) * FRAME;
                search(levels, cut);
                System.arraycopy(kept, cut, kept, 0, filled - cut);
                filled -= cut;
                before += cut;
            }
        }
    }

    /** Searches what is left; after the last block. */
    public void finish() {
        if (filled > 0) {
            search(levels(), filled);
            before += filled;
            filled = 0;
        }
    }

    /** How much has been searched, in seconds. */
    public double seconds() {
        return (before + filled) / (double) RATE;
    }

    /** Of every 10 ms, the first difference taken so that rumble does not count, each the mean power of itself and its neighbors. */
    private double[] levels() {
        double[] power = new double[(filled + FRAME - 1) / FRAME];
        for (int t = 1; t < filled; t++) {
            double emphasized = kept[t] - EMPHASIS * kept[t - 1];
            power[t / FRAME] += emphasized * emphasized / FRAME;
        }
        double[] levels = new double[power.length];
        for (int i = 0; i < levels.length; i++) {
            int from = Math.max(0, i - 1);
            int to = Math.min(power.length, i + 2);
            double sum = 0;
            for (int k = from; k < to; k++) {
                sum += power[k] / (to - from);
            }
            levels[i] = Math.max(NOTHING_DB, 10 * Math.log10(sum));
        }
        return levels;
    }

    /** The frame in the middle of the quietest fifth of a second near the end. */
    private static int quietest(double[] levels) {
        int width = PAUSE_FRAMES;
        int best = levels.length - width;
        double least = Double.POSITIVE_INFINITY;
        for (int from = levels.length - CUT_WITHIN / FRAME; from + width <= levels.length; from++) {
            double loudest = Arrays.stream(levels, from, from + width).max().orElseThrow();
            if (loudest <= least) {
                least = loudest;
                best = from;
            }
        }
        return best + width / 2;
    }

    private void search(double[] levels, int samples) {
        double threshold = threshold(levels);
        int frames = (samples + FRAME - 1) / FRAME;
        int from = -1;
        int last = -1;
        for (int i = 0; i <= frames; i++) {
            boolean loud = i < frames && levels[i] > threshold;
            if (from >= 0 && (i == frames || loud && i - last > PAUSE_FRAMES)) {
                give(levels, from, last + 1, samples);
                from = -1;
            }
            if (loud) {
                from = from < 0 ? i : from;
                last = i;
            }
        }
    }

    private static double threshold(double[] levels) {
        double[] sorted = levels.clone();
        Arrays.sort(sorted);
        double background = sorted[(int) (BACKGROUND * (sorted.length - 1))];
        double speech = sorted[(int) (SPEECH * (sorted.length - 1))];
        return Math.max(speech - BELOW_DB, Math.min(background + ABOVE_DB, (background + speech) / 2));
    }

    private void give(double[] levels, int from, int to, int samples) {
        if (to - from < SOUND_FRAMES) {
            return;
        }
        int start = Math.max(0, from - EDGE_FRAMES) * FRAME;
        int end = Math.min(samples, (to + EDGE_FRAMES) * FRAME);
        Waveform sound = new Waveform(Arrays.copyOfRange(kept, start, end), RATE);
        double level = Arrays.stream(levels, from, to).max().orElse(NOTHING_DB);
        sink.accept(new Part((before + start) / (double) RATE, sound, level));
    }
}
