package serlab.feature;

import java.util.Map;
import serlab.Settings;
import serlab.feature.dsp.MelSettings;

/**
 * How a feature of any length is brought to a fixed one.
 *
 * @param frames  columns, 1 to 100000
 * @param align   where frames are added and cut off, or whether the clip is stretched
 * @param padding what is added
 */
public record FixedLength(int frames, Align align, Padding padding) {
    static final int MAX_FRAMES = 100_000;
    /** 174 frames are 4.02 s at 22050 Hz and a hop of 512. */
    private static final int DEFAULT_FRAMES = 174;

    public FixedLength {
        MelSettings.within("frames", frames, 1, MAX_FRAMES);
    }

    /** 174 frames, padded with zeros and trimmed at the end. */
    public static FixedLength defaults() {
        return new FixedLength(DEFAULT_FRAMES, Align.START, Padding.ZERO);
    }

    static FixedLength read(Settings settings) {
        return read(settings, DEFAULT_FRAMES);
    }

    /** With so many frames where none are given. */
    static FixedLength read(Settings settings, int frames) {
        return new FixedLength(settings.integer("frames", frames, 1, MAX_FRAMES),
                settings.choice("align", Align.START), settings.choice("padding", Padding.ZERO));
    }

    /** Adds the settings under their names in experiment files. */
    void write(Map<String, Object> settings) {
        settings.put("frames", frames);
        settings.put("align", Settings.word(align));
        settings.put("padding", Settings.word(padding));
    }

    /** As the other method, for a feature that has a value in every frame. */
    float[][] fit(float[][] matrix, int columns) {
        return fit(matrix, columns, 0);
    }

    /**
     * Pads or trims.
     *
     * @param matrix  {@code [bands][any]}
     * @param columns columns of the result; {@link #frames} as a rule
     * @param zero    what {@link Padding#ZERO} adds: 0, or NaN for a feature that may lack values
     */
    float[][] fit(float[][] matrix, int columns, float zero) {
        return padding == Padding.ZERO ? align.fit(matrix, columns, zero) : align.fitRepeating(matrix, columns);
    }
}
