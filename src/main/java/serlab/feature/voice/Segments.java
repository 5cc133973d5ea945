package serlab.feature.voice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Lengths of the voiced and unvoiced stretches of a recording in seconds, as openSMILE 2.6.0 counts them: one unvoiced frame does not
 * interrupt, stretches of fewer than three frames do not count, a length is one frame less than there are frames, and the last two
 * frames are left out.
 */
record Segments(double[] voiced, double[] unvoiced, double seconds) {
    private static final int LEAST = 3;
    private static final int LEFT_OUT = 2;

    static Segments of(boolean[] given) {
        int frames = Math.max(0, given.length - LEFT_OUT);
        boolean[] mask = Arrays.copyOf(given, frames);
        for (int t = 1; t + 1 < frames; t++) {
            mask[t] |= given[t - 1] && given[t + 1];
        }
        return new Segments(lengths(mask, true), lengths(mask, false), frames * VoiceGrid.HOP_SECONDS);
    }

    private static double[] lengths(boolean[] mask, boolean wanted) {
        List<Double> lengths = new ArrayList<>();
        int begin = 0;
        for (int t = 1; t <= mask.length; t++) {
            if (t == mask.length || mask[t] != mask[begin]) {
                if (mask[begin] == wanted && t - begin >= LEAST) {
                    lengths.add((t - begin - 1) * VoiceGrid.HOP_SECONDS);
                }
                begin = t;
            }
        }
        return lengths.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
