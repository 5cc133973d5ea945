package serlab.feature;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import serlab.InvalidInputException;
import serlab.audio.Waveform;

/**
 * Log-mel spectrogram in decibels, {@code [bands][frames]}, lowest band first.
 *
 * <p>{@link #extract} pads with the floor: {@code -topDb} dB for {@link Reference#MAX}, the clip's smallest value for
 * {@link Reference#ONE}, so that padding looks like silence.
 *
 * <p>Source: {@code librosa.feature.melspectrogram} and {@code power_to_db(top_db=80)} 0.11.
 *
 * @param mel       the mel power spectrogram below it
 * @param frames    columns of {@link #extract}, 1 to 100000
 * @param reference what 0 dB means
 * @param topDb     dynamic range in dB, above 0 and at most 200
 * @param align     where {@link #extract} pads and trims
 */
public record LogMelSpec(MelSettings mel, int frames, Reference reference, double topDb, Align align)
        implements FeatureSpec {
    /** The name in experiment files. */
    public static final String TYPE = "log-mel";

    public LogMelSpec {
        MelSettings.within("frames", frames, 1, 100_000);
        checkTopDb(topDb);
    }

    static void checkTopDb(double topDb) {
        if (!(topDb > 0 && topDb <= 200)) {
            throw new InvalidInputException("topDb " + topDb + ": expected above 0, at most 200");
        }
    }

    /** 128 bands and 128 frames (2.95 s) of librosa's mel spectrogram, dB re the clip's maximum. */
    public static LogMelSpec defaults() {
        return new LogMelSpec(MelSettings.defaults(), 128, Reference.MAX, 80, Align.START);
    }

    static FeatureSpec read(SettingsReader reader) {
        return new LogMelSpec(MelSettings.read(reader, "bands"), reader.wholeNumber("frames"),
                reader.choice("reference", Reference.class), reader.number("topDb"), reader.choice("align", Align.class));
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
        mel.write(settings, "bands");
        settings.put("frames", frames);
        settings.put("reference", SettingsReader.word(reference));
        settings.put("topDb", topDb);
        settings.put("align", SettingsReader.word(align));
        return Collections.unmodifiableMap(settings);
    }

    @Override
    public float[][] full(Waveform waveform) {
        double[][] power = MelSpectrogram.of(waveform, mel);
        Decibels.replace(power, reference, topDb);
        float[][] result = new float[power.length][power[0].length];
        for (int band = 0; band < power.length; band++) {
            for (int frame = 0; frame < power[band].length; frame++) {
                result[band][frame] = (float) power[band][frame];
            }
        }
        return result;
    }

    @Override
    public float[][] extract(Waveform waveform) {
        float[][] full = full(waveform);
        return align.fit(full, frames, reference == Reference.MAX ? (float) -topDb : smallest(full));
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
