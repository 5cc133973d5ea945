package serlab.feature.onnx;

/**
 * What an ONNX file takes or gives.
 *
 * @param sides  of the array
 * @param values row by row
 */
record OnnxValues(long[] sides, float[] values) {
    /** The last side: numbers of a position. */
    int width() {
        return sides.length == 0 ? 1 : Math.toIntExact(sides[sides.length - 1]);
    }

    /** All other sides together. */
    int positions() {
        return width() == 0 ? 0 : values.length / width();
    }
}
