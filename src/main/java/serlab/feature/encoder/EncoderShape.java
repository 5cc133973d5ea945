package serlab.feature.encoder;

/**
 * The sizes of an encoder.
 *
 * @param bands     mel bands that it takes
 * @param width     numbers per position
 * @param heads     attention heads, a divisor of the width
 * @param depth     layers
 * @param positions the most positions of a clip; one is two mel frames, 20 ms
 */
public record EncoderShape(int bands, int width, int heads, int depth, int positions) {
    /** Mel frames of one position. */
    public static final int STRIDE = 2;

    /** Positions of a clip with so many mel frames. */
    public int positionsOf(int melFrames) {
        return (melFrames + STRIDE - 1) / STRIDE;
    }

    /** The most mel frames of a clip. */
    public int melFrames() {
        return positions * STRIDE;
    }
}
