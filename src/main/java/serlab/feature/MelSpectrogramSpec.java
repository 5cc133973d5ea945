package serlab.feature;

import serlab.feature.dsp.FrameGrid;
import serlab.feature.dsp.MelSettings;
import serlab.feature.dsp.MelSpectrogram;
import serlab.feature.dsp.SignalAnalysis;
import serlab.part.Declaration;
import serlab.part.Options;
import serlab.part.Part;

/**
 * Mel power spectrogram, {@code [bands][frames]}, lowest band first; {@link LogMelSpec} is the same in decibels.
 *
 * <p>Source: {@code librosa.feature.melspectrogram} 0.11.
 */
@Part(name = "mel-spectrogram", does = "mel power spectrogram")
public record MelSpectrogramSpec(
        @Options MelSettings mel,
        @Options FixedLength length)
        implements FeatureSpec {
    public MelSpectrogramSpec {
        Declaration.check(MelSpectrogramSpec.class, mel, length);
    }

    @Override
    public int bands() {
        return mel.bands();
    }

    @Override
    public int frames() {
        return length.frames();
    }

    @Override
    public boolean isSequence() {
        return length.align().keepsTime();
    }

    @Override
    public FrameGrid grid() {
        return mel.frame().grid();
    }

    @Override
    public float[][] full(SignalAnalysis analysis) {
        return MelSpectrogram.toFloat(analysis.mel(mel));
    }

    @Override
    public float[][] fit(float[][] full, int columns) {
        return length.fit(full, columns);
    }
}
