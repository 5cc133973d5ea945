package serlab.feature;

import serlab.part.Declaration;
import serlab.part.Option;

/**
 * How a feature of any length is brought to a fixed one.
 */
public record FixedLength(
        @Option(value = "174", min = 1, max = 100_000,
                meaning = "frames of every clip; 174 are 4.02 s at 22050 Hz and a hop of 512")
        int frames,
        @Option(value = "start", meaning = "where clips are padded and trimmed, or whether they are stretched") Align align,
        @Option(value = "zero", meaning = "what they are padded with") Padding padding) {
    static final int MAX_FRAMES = 100_000;

    public FixedLength {
        Declaration.check(FixedLength.class, frames, align, padding);
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
