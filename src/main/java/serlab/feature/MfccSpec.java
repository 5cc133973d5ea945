package serlab.feature;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import serlab.Settings;
import serlab.feature.dsp.Dct;
import serlab.feature.dsp.Decibels;
import serlab.feature.dsp.FrameGrid;
import serlab.feature.dsp.MelSettings;
import serlab.feature.dsp.Reference;
import serlab.feature.dsp.SignalAnalysis;

/**
 * Mel-frequency cepstral coefficients, {@code [coefficients][frames]}, coefficient 0 (loudness) first.
 *
 * <p>{@link #extract} pads with zeros, as the published systems do with {@code np.pad}.
 *
 * <p>Source: {@code librosa.feature.mfcc} 0.11: dB re 1.0, DCT-II orthonormal, no liftering.
 *
 * @param mel          the mel power spectrogram below it
 * @param coefficients rows, 1 to the number of mel bands
 * @param frames       columns of {@link #extract}, 1 to 100000
 * @param topDb        dynamic range in dB before the transform, above 0 and at most 200
 * @param align        where {@link #extract} pads and trims, or whether it stretches
 * @param padding      what it pads with: zeros, as the published systems do, or the clip's outermost frames
 */
public record MfccSpec(MelSettings mel, int coefficients, int frames, double topDb, Align align, Padding padding)
        implements FeatureSpec {
    /** The name in experiment files. */
    public static final String TYPE = "mfcc";

    public MfccSpec {
        MelSettings.within("coefficients", coefficients, 1, mel.bands());
        MelSettings.within("frames", frames, 1, FixedLength.MAX_FRAMES);
        LogMelSpec.checkTopDb(topDb);
    }

    /** 40 coefficients of 128 mel bands and 174 frames (4.02 s). */
    public static MfccSpec defaults() {
        return new MfccSpec(MelSettings.defaults(), 40, 174, 80, Align.START, Padding.ZERO);
    }

    static FeatureSpec read(Settings settings) {
        MelSettings mel = MelSettings.read(settings, "melBands");
        return new MfccSpec(mel, settings.integer("coefficients", 40, 1, mel.bands()),
                settings.integer("frames", 174, 1, FixedLength.MAX_FRAMES), settings.number("topDb", 80, 0, 200),
                settings.choice("align", Align.START), settings.choice("padding", Padding.ZERO));
    }

    @Override
    public String type() {
        return TYPE;
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
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("type", TYPE);
        mel.write(settings, "melBands");
        settings.put("coefficients", coefficients);
        settings.put("frames", frames);
        settings.put("topDb", topDb);
        settings.put("align", Settings.word(align));
        settings.put("padding", Settings.word(padding));
        return Collections.unmodifiableMap(settings);
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
