package serlab.model.layer;

import serlab.feature.encoder.NativeMatrix;

/** What an {@link EncoderBlock} keeps of the clips of a batch between its two passes. */
final class BlockMemory {
    /** Rows of a group in training. */
    static final int GROUP = 768;

    final int clips;
    final int positions;
    /** Standardized, before gamma and beta, in front of attention, the dense layers and behind the last layer. */
    final NativeMatrix[] standardized = new NativeMatrix[3];
    final float[][] factors = new float[3][];
    /** Queries, keys and values. */
    final NativeMatrix joint;
    /** Shares of the keys, {@code [clips][heads][positions of the clip][as many]}. */
    final NativeMatrix shares;
    final NativeMatrix attended;
    /** Before GELU. */
    final NativeMatrix wide;
    /** What attention and the dense layers may keep of a number, 0 or more than 1; null where nothing is dropped. */
    float[][] kept;

    BlockMemory(EncoderBlock block, int clips, int positions) {
        this.clips = clips;
        this.positions = positions;
        int rows = clips * positions;
        int width = block.getWidth();
        for (int i = 0; i < (block.isLast() ? 3 : 2); i++) {
            standardized[i] = new NativeMatrix(rows, width);
            factors[i] = new float[rows];
        }
        joint = new NativeMatrix(rows, 3 * width);
        shares = new NativeMatrix(rows * block.getHeads(), positions);
        attended = new NativeMatrix(rows, width);
        wide = new NativeMatrix(rows, block.getInner());
    }
}
