package serlab.feature;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import serlab.Settings;
import serlab.feature.dsp.FrameGrid;
import serlab.feature.dsp.MelSettings;
import serlab.feature.dsp.MelSpectrogram;
import serlab.feature.dsp.SignalAnalysis;

/**
 * Mel power spectrogram, {@code [bands][frames]}, lowest band first; {@link LogMelSpec} is the same in decibels.
 *
 * <p>Source: {@code librosa.feature.melspectrogram} 0.11.
 *
 * @param mel    bands, frames and frequencies
 * @param length columns of {@link #extract}
 */
public record MelSpectrogramSpec(MelSettings mel, FixedLength length) implements FeatureSpec {
    /** The name in experiment files. */
    public static final String TYPE = "mel-spectrogram";

    /** 128 bands at librosa's settings, 174 frames. */
    public static MelSpectrogramSpec defaults() {
        return new MelSpectrogramSpec(MelSettings.defaults(), FixedLength.defaults());
    }

    static FeatureSpec read(Settings settings) {
        return new MelSpectrogramSpec(MelSettings.read(settings, "bands"), FixedLength.read(settings));
    }

    @Override
    public String type() {
        return TYPE;
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
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("type", TYPE);
        mel.write(settings, "bands");
        length.write(settings);
        return Collections.unmodifiableMap(settings);
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
