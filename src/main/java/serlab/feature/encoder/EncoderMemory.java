package serlab.feature.encoder;

/** Matrices for the clips of one thread, of up to so many positions. */
final class EncoderMemory {
    /** Scores of a head that are computed at once, so that they stay in the nearest caches. */
    private static final int SCORES = 1 << 16;
    private static final int FEWEST_QUERIES = 64;
    /** Positions are rounded up to a multiple of it, so that few lengths need new memory. */
    private static final int STEP = 64;

    final int positions;
    /** Queries whose scores are computed at once. */
    final int queries;
    /** Neighboring mel frames side by side, {@code [2 positions][3 bands]}. */
    final NativeMatrix frames;
    /** Output of the first convolution, {@code [2 positions][width]}. */
    final NativeMatrix convolved;
    /** Three neighboring rows of it side by side, {@code [positions][3 width]}. */
    final NativeMatrix folded;
    /** What the layers add to, {@code [positions][width]}. */
    final NativeMatrix hidden;
    /** What their products take, and what the heads give, {@code [positions][width]}. */
    final NativeMatrix narrow;
    /** Queries, keys and values, {@code [positions][3 width]}. */
    final NativeMatrix joint;
    /** Inside of a dense block, {@code [positions][widest]}. */
    final NativeMatrix wide;
    /** Of some queries of a head, {@code [queries][positions]}. */
    final NativeMatrix scores;
    final float[] scoreValues;
    final float[] output;

    /** @param widest columns of {@link #wide} */
    EncoderMemory(EncoderShape shape, int widest, int atLeast) {
        positions = Math.min(shape.positions(), (atLeast + STEP - 1) / STEP * STEP);
        queries = Math.min(positions, Math.max(FEWEST_QUERIES, SCORES / positions));
        int width = shape.width();
        int melFrames = EncoderShape.STRIDE * positions;
        frames = new NativeMatrix(melFrames, EncoderWeights.TAPS * shape.bands());
        convolved = new NativeMatrix(melFrames, width);
        folded = new NativeMatrix(positions, EncoderWeights.TAPS * width);
        hidden = new NativeMatrix(positions, width);
        narrow = new NativeMatrix(positions, width);
        joint = new NativeMatrix(positions, 3 * width);
        wide = new NativeMatrix(positions, widest);
        scores = new NativeMatrix(queries, positions);
        scoreValues = new float[queries * positions];
        output = new float[positions * width];
    }
}
