package serlab.model.layer;

import serlab.feature.encoder.NativeMatrix;

/** Room for one {@link ClipGroup} on its way through an {@link EncoderBlock}. */
final class BlockRoom {
    final NativeMatrix narrow;
    final NativeMatrix hidden;
    final NativeMatrix inner;
    final NativeMatrix mixed;
    final NativeMatrix jointSlopes;
    /** Of one clip and head. */
    final NativeMatrix scores;
    final float[] scoreValues;
    final float[] shareValues;

    BlockRoom(EncoderBlock block, int clips, int positions) {
        int rows = Math.min(clips * positions, Math.max(positions, BlockMemory.GROUP));
        int width = block.getWidth();
        narrow = new NativeMatrix(rows, width);
        hidden = new NativeMatrix(rows, width);
        inner = new NativeMatrix(rows, block.getInner());
        mixed = new NativeMatrix(rows, width);
        jointSlopes = new NativeMatrix(rows, 3 * width);
        scores = new NativeMatrix(positions, positions);
        scoreValues = new float[positions * positions];
        shareValues = new float[positions * positions];
    }
}
