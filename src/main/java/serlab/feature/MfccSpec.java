package serlab.feature;

import serlab.feature.dsp.Dct;
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
 * Mel-frequency cepstral coefficients, {@code [coefficients][frames]}, coefficient 0 (loudness) first.
 *
 * <p>{@link #extract} pads with zeros, as the published systems do with {@code np.pad}.
 *
 * <p>Source: {@code librosa.feature.mfcc} 0.11: dB re 1.0, DCT-II orthonormal, no liftering.
 */
@Part(name = "mfcc", does = "mel-frequency cepstral coefficients")
public record MfccSpec(
        @Options(rename = "bands=melBands") MelSettings mel,
        @Option(value = "40", min = 1, max = 32_768, meaning = "coefficients, at most melBands") int coefficients,
        @Option(like = FixedLength.class) int frames,
        @Option(like = LogMelSpec.class, meaning = "dynamic range before the transform") double topDb,
        @Option(like = FixedLength.class) Align align,
        @Option(like = FixedLength.class) Padding padding)
        implements FeatureSpec {
    public MfccSpec {
        Declaration.check(MfccSpec.class, mel, coefficients, frames, topDb, align, padding);
        MelSettings.within("coefficients", coefficients, 1, mel.bands());
    }

    /** 40 coefficients of 128 mel bands and 174 frames (4.02 s). */
    public static MfccSpec defaults() {
        return Declaration.of(MfccSpec.class).standard();
    }

    /** Rows of the matrix: the coefficients, not the mel bands they come from. */
    @Override
    public int bands() {
        return coefficients;
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
        return Dct.of(mel.bands(), coefficients)
                .apply(Decibels.limited(analysis.melDecibels(mel), Reference.ONE, topDb));
    }

    @Override
    public float[][] fit(float[][] full, int columns) {
        return new FixedLength(columns, align, padding).fit(full, columns);
    }
}
