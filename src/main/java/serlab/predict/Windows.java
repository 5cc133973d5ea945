package serlab.predict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import serlab.audio.Silence;
import serlab.audio.SilenceTrim;
import serlab.audio.Waveform;
import serlab.feature.FeatureSpec;
import serlab.feature.dsp.FrameGrid;
import serlab.feature.dsp.MelSettings;
import serlab.model.InferenceSpec;

/**
 * The parts of a recording that a model scores: as long as its input, every half of that, without the silent ones
 * ({@link Silence}, a window at a time). A
 * feature that sums up the whole recording is scored at once, whatever its length.
 */
final class Windows {
    private final int length;
    private final int longestWhole;
    private final double trimDb;
    private final int sampleRate;

    Windows(FeatureSpec features, InferenceSpec inference) {
        FrameGrid grid = features.grid();
        boolean whole = grid.part().equals(FrameGrid.Part.WHOLE);
        this.trimDb = grid.trimDb();
        this.sampleRate = features.sampleRate();
        if (!whole) {
            double seconds = grid.part().offsetSeconds() + grid.part().durationSeconds();
            this.length = (int) Math.ceil(seconds * grid.sampleRate());
            this.longestWhole = length;
        } else if (features.isSequence()) {
            this.length = Math.max(1, features.frames() - 1) * grid.hopLength();
            this.longestWhole = inference.windows() * length + grid.hopLength() - 1;
        } else {
            this.length = Integer.MAX_VALUE;
            this.longestWhole = Integer.MAX_VALUE;
        }
    }

    /**
     * A part of a recording.
     *
     * @param from first sample
     * @param to   sample after the last one
     */
    record Span(int from, int to) {
        Waveform cut(Waveform sound) {
            return new Waveform(Arrays.copyOfRange(sound.samples(), from, to), sound.sampleRate());
        }

        private double power(float[] samples) {
            double sum = 0;
            for (int i = from; i < to; i++) {
                sum += (double) samples[i] * samples[i];
            }
            return sum / (to - from);
        }
    }

    /** Length of the model's input in seconds; infinite where it sums up recordings of any length. */
    double seconds() {
        return length == Integer.MAX_VALUE ? Double.POSITIVE_INFINITY : length / (double) sampleRate;
    }

    /** Whether another model reads recordings in the same parts. */
    boolean alike(Windows other) {
        return length == other.length && longestWhole == other.longestWhole && trimDb == other.trimDb;
    }

    /** Whether nothing of a recording at the model's rate is left out, once its silent ends are cut. */
    boolean fits(Waveform sound) {
        if (sound.samples().length <= longestWhole) {
            return true;
        }
        Waveform spoken = trimDb > 0 ? SilenceTrim.trim(sound, trimDb, MelSettings.TRIM_MARGIN_SECONDS) : sound;
        return spoken.samples().length <= longestWhole;
    }

    /** At least one window. */
    List<Span> of(Waveform sound) {
        int samples = sound.samples().length;
        List<Span> all = new ArrayList<>();
        for (int from = 0; from + length < samples; from += Math.max(1, length / 2)) {
            all.add(new Span(from, from + length));
        }
        all.add(new Span(Math.max(0, samples - length), samples));
        double[] power = all.stream().mapToDouble(span -> span.power(sound.samples())).toArray();
        double threshold = Silence.threshold(power, Silence.BELOW_DB);
        List<Span> spoken = new ArrayList<>();
        for (int i = 0; i < power.length; i++) {
            if (power[i] >= threshold) {
                spoken.add(all.get(i));
            }
        }
        return spoken;
    }
}
