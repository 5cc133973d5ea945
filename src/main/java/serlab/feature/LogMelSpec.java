package serlab.feature;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import serlab.InvalidInputException;
import serlab.Settings;
import serlab.feature.dsp.Decibels;
import serlab.feature.dsp.FrameGrid;
import serlab.feature.dsp.MelSettings;
import serlab.feature.dsp.Reference;
import serlab.feature.dsp.SignalAnalysis;

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
 * @param align     where {@link #extract} pads and trims, or whether it stretches
 */
public record LogMelSpec(MelSettings mel, int frames, Reference reference, double topDb, Align align)
        implements FeatureSpec {
    /** The name in experiment files. */
    public static final String TYPE = "log-mel";

    public LogMelSpec {
        MelSettings.within("frames", frames, 1, FixedLength.MAX_FRAMES);
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

    static FeatureSpec read(Settings settings) {
        return new LogMelSpec(MelSettings.read(settings, "bands"),
                settings.integer("frames", 128, 1, FixedLength.MAX_FRAMES), settings.choice("reference", Reference.MAX),
                settings.number("topDb", 80, 0, 200), settings.choice("align", Align.START));
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
        mel.write(settings, "bands");
        settings.put("frames", frames);
        settings.put("reference", Settings.word(reference));
        settings.put("topDb", topDb);
        settings.put("align", Settings.word(align));
        return Collections.unmodifiableMap(settings);
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
