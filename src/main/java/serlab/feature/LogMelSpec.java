package serlab.feature;

import serlab.feature.dsp.Decibels;
import serlab.feature.dsp.FrameGrid;
import serlab.feature.dsp.MelSettings;
import serlab.feature.dsp.Reference;
import serlab.feature.dsp.SignalAnalysis;
import serlab.part.Declaration;
import serlab.part.Option;
import serlab.part.Options;
import serlab.part.Part;

/**
 * Log-mel spectrogram in decibels, {@code [bands][frames]}, lowest band first.
 *
 * <p>{@link #extract} pads with the floor: {@code -topDb} dB for {@link Reference#MAX}, the clip's smallest value for
 * {@link Reference#ONE}, so that padding looks like silence.
 *
 * <p>Source: {@code librosa.feature.melspectrogram} and {@code power_to_db(top_db=80)} 0.11.
 */
@Part(name = "log-mel", does = "mel power spectrogram in decibels")
public record LogMelSpec(
        @Options MelSettings mel,
        @Option(like = FixedLength.class, value = "128") int frames,
        @Option(value = "max", meaning = "what 0 dB means: the largest power of the clip, or a power of 1")
        Reference reference,
        @Option(value = "80", above = 0, max = 200, unit = "dB", meaning = "dynamic range") double topDb,
        @Option(like = FixedLength.class) Align align)
        implements FeatureSpec {
    public LogMelSpec {
        Declaration.check(LogMelSpec.class, mel, frames, reference, topDb, align);
    }

    /** 128 bands and 128 frames (2.95 s) of librosa's mel spectrogram, dB re the clip's maximum. */
    public static LogMelSpec defaults() {
        return Declaration.of(LogMelSpec.class).standard();
    }

    @Override
    public int bands() {
        return mel.bands();
    }

    @Override
    public boolean isSequence() {
        return align.keepsTime();
    }

    @Override
    public FrameGrid grid() {
        return mel.frame().grid();
    }

    @Override
    public float[][] full(SignalAnalysis analysis) {
        return Decibels.limitedFloat(analysis.melDecibels(mel), reference, topDb);
    }

    @Override
    public float[][] fit(float[][] full, int columns) {
        return align.fit(full, columns, reference == Reference.MAX ? (float) -topDb : smallest(full));
    }

    private static float smallest(float[][] matrix) {
        float smallest = Float.POSITIVE_INFINITY;
        for (float[] row : matrix) {
            for (float value : row) {
                smallest = Math.min(smallest, value);
            }
        }
        return smallest;
    }
}
