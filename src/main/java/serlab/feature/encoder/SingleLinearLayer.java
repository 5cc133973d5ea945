package serlab.feature.encoder;

import org.bytedeco.javacpp.FloatPointer;

/** A linear layer in single precision. */
final class SingleLinearLayer implements LinearLayer {
    private final int inner;
    private final FloatPointer weights;
    private final float[] bias;

    /** @param matrix {@code [columns][inner]} row by row */
    SingleLinearLayer(float[] matrix, float[] bias) {
        inner = matrix.length / bias.length;
        weights = new FloatPointer((long) matrix.length);
        weights.asBuffer().put(transposed(matrix, bias.length, inner));
        this.bias = bias;
    }

    /** From {@code [rows][columns]} to {@code [columns][rows]}, in tiles that fit the nearest cache. */
    static float[] transposed(float[] matrix, int rows, int columns) {
        int tile = 32;
        float[] values = new float[matrix.length];
        for (int first = 0; first < rows; first += tile) {
            int end = Math.min(rows, first + tile);
            for (int column = 0; column < columns; column++) {
                for (int row = first; row < end; row++) {
                    values[column * rows + row] = matrix[row * columns + column];
                }
            }
        }
        return values;
    }

    @Override
    public int inner() {
        return inner;
    }

    @Override
    public float[] bias() {
        return bias;
    }

    @Override
    public float[] matrix() {
        float[] values = new float[inner * bias.length];
        weights.asBuffer().get(values);
        return transposed(values, inner, bias.length);
    }

    @Override
    public void apply(float[] in, int rows, float[] out, LinearMemory memory) {
        int columns = bias.length;
        memory.inValues.put(0, in, 0, rows * inner);
        NativeOperations.library().multiply(memory.in, weights, memory.out, rows, columns, inner);
        for (int i = 0; i < rows; i++) {
            memory.outValues.get(i * columns, memory.row, 0, columns);
            RowMath.add(memory.row, bias, columns);
            System.arraycopy(memory.row, 0, out, i * columns, columns);
        }
    }
}
