package serlab.feature.encoder;

/** Arrays and matrices for the clips of one thread, of up to so many positions. */
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
    final float[] frames;
    /** Output of the first convolution, {@code [2 positions][width]}. */
    final float[] convolved;
    /** What the layers add to, {@code [positions][width]}. */
    final float[] hidden;
    /** What their products take, {@code [positions][width]}. */
    final float[] narrow;
    /** What is added next, {@code [positions][width]}. */
    final float[] added;
    /** Inside of a dense block, queries, keys and values, or three neighboring rows, {@code [positions][widest]}. */
    final float[] wide;
    /** Queries, keys and values, {@code [positions][3 width]}. */
    final NativeMatrix joint;
    /** What the heads give, {@code [positions][width]}. */
    final NativeMatrix heads;
    /** Of some queries of a head, {@code [queries][positions]}. */
    final NativeMatrix scores;
    final float[] scoreValues;
    /** One row while something is done to it, and what becomes of it. */
    final float[] row;
    final float[] normalized;
    final LinearMemory linear;

    /** @param inner numbers inside of a dense block */
    EncoderMemory(EncoderShape shape, int inner, int atLeast) {
        positions = Math.min(shape.positions(), (atLeast + STEP - 1) / STEP * STEP);
        queries = Math.min(positions, Math.max(FEWEST_QUERIES, SCORES / positions));
        int width = shape.width();
        int melFrames = EncoderShape.STRIDE * positions;
        int widest = Math.max(EncoderWeights.TAPS * width, inner);
        int bands = EncoderWeights.TAPS * shape.bands();
        frames = new float[melFrames * bands];
        convolved = new float[melFrames * width];
        hidden = new float[positions * width];
        narrow = new float[positions * width];
        added = new float[positions * width];
        wide = new float[positions * widest];
        joint = new NativeMatrix(positions, 3 * width);
        heads = new NativeMatrix(positions, width);
        scores = new NativeMatrix(queries, positions);
        scoreValues = new float[positions * queries];
        row = new float[width];
        normalized = new float[width];
        int inside = positions * widest;
        linear = new LinearMemory(Math.max(melFrames * bands, inside), Math.max(melFrames * width, inside), melFrames,
                Math.max(bands, widest));
    }
}
