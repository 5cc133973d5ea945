package serlab.feature;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import serlab.audio.Waveform;

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
 * @param align        where {@link #extract} pads and trims
 * @param padding      what it pads with: zeros, as the published systems do, or the clip's outermost frames
 */
public record MfccSpec(MelSettings mel, int coefficients, int frames, double topDb, Align align, Padding padding)
        implements FeatureSpec {
    /** The name in experiment files. */
    public static final String TYPE = "mfcc";

    public MfccSpec {
        MelSettings.within("coefficients", coefficients, 1, mel.bands());
        MelSettings.within("frames", frames, 1, 100_000);
        LogMelSpec.checkTopDb(topDb);
    }

    /** 40 coefficients of 128 mel bands and 174 frames (4.02 s). */
    public static MfccSpec defaults() {
        return new MfccSpec(MelSettings.defaults(), 40, 174, 80, Align.START, Padding.ZERO);
    }

    static FeatureSpec read(SettingsReader reader) {
        return new MfccSpec(MelSettings.read(reader, "melBands"), reader.wholeNumber("coefficients"),
                reader.wholeNumber("frames"), reader.number("topDb"), reader.choice("align", Align.class),
                reader.choice("padding", Padding.class));
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
    public int sampleRate() {
        return mel.sampleRate();
    }

    @Override
    public int hopLength() {
        return mel.hopLength();
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("type", TYPE);
        mel.write(settings, "melBands");
        settings.put("coefficients", coefficients);
        settings.put("frames", frames);
        settings.put("topDb", topDb);
        settings.put("align", SettingsReader.word(align));
        settings.put("padding", SettingsReader.word(padding));
        return Collections.unmodifiableMap(settings);
    }

    @Override
    public float[][] full(Waveform waveform) {
        double[][] power = MelSpectrogram.of(waveform, mel);
        Decibels.replace(power, Reference.ONE, topDb);
        return new Dct(mel.bands(), coefficients).apply(power);
    }

    @Override
    public float[][] extract(Waveform waveform) {
        float[][] whole = full(waveform);
        return padding == Padding.ZERO ? align.fit(whole, frames, 0) : align.fitRepeating(whole, frames);
    }
}
