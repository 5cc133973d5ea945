package serlab.feature.encoder;

import org.bytedeco.javacpp.BytePointer;

/**
 * A linear layer of whole numbers from -127 to 127: each row of the matrix and each row that goes in has a factor of its
 * own, which takes its largest value to 127. The products are exact.
 *
 * <p>Source: the int8 arithmetic of CTranslate2 4.8.
 */
final class ByteLinearLayer implements LinearLayer {
    private static final float MOST = 127;

    private final int inner;
    /** {@code [inner][columns]}. */
    private final BytePointer weights;
    private final float[] factors;
    private final float[] bias;

    /** @param matrix {@code [columns][inner]} row by row */
    ByteLinearLayer(float[] matrix, float[] bias) {
        int columns = bias.length;
        inner = matrix.length / columns;
        this.bias = bias;
        factors = new float[columns];
        byte[] rounded = new byte[matrix.length];
        float[] row = new float[inner];
        for (int column = 0; column < columns; column++) {
            System.arraycopy(matrix, column * inner, row, 0, inner);
            float largest = RowMath.largestMagnitude(row, inner);
            factors[column] = largest / MOST;
            RowMath.round(row, largest == 0 ? 0 : MOST / largest, inner);
            for (int i = 0; i < inner; i++) {
                rounded[i * columns + column] = (byte) row[i];
            }
        }
        weights = new BytePointer(rounded);
    }

    /** Whether this processor and this build of ND4J have such products, and exact ones. */
    static boolean available() {
        return Probe.EXACT;
    }

    /** Products whose sums of two do not fit 16 bits: what processors without instructions of their own get wrong. */
    private static final class Probe {
        private static final int N = 64;
        private static final boolean EXACT = exact();

        private static boolean exact() {
            float[] matrix = new float[N * N];
            float[] rows = new float[N * N];
            for (int i = 0; i < matrix.length; i++) {
                matrix[i] = i % 3 == 2 && i % N != 0 ? 126 : MOST;
                rows[i] = i % 5 == 4 && i % N != 0 ? -125 : MOST;
            }
            float[] products = new float[N * N];
            try {
                new ByteLinearLayer(matrix, new float[N]).apply(rows, N, products, new LinearMemory(N * N, N * N, N, N));
            } catch (IllegalStateException e) {
                return false;
            }
            for (int i = 0; i < matrix.length; i++) {
                float sum = 0;
                for (int k = 0; k < N; k++) {
                    sum += rows[i / N * N + k] * matrix[i % N * N + k];
                }
                if (products[i] != sum) {
                    return false;
                }
            }
            return true;
        }
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
        int columns = bias.length;
        float[] values = new float[inner * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = weights.get((long) i % inner * columns + i / inner) * factors[i / inner];
        }
        return values;
    }

    @Override
    public void apply(float[] in, int rows, float[] out, LinearMemory memory) {
        int columns = bias.length;
        float[] row = memory.row;
        for (int i = 0; i < rows; i++) {
            System.arraycopy(in, i * inner, row, 0, inner);
            float largest = RowMath.largestMagnitude(row, inner);
            memory.factors[i] = largest / MOST;
            RowMath.round(row, largest == 0 ? 0 : MOST / largest, inner);
            memory.inValues.put(i * inner, row, 0, inner);
        }
        NativeOperations.library().cast(memory.in, memory.bytes, rows * inner);
        NativeOperations.library().multiply(memory.bytes, weights, memory.out, rows, columns, inner);
        for (int i = 0; i < rows; i++) {
            memory.outValues.get(i * columns, row, 0, columns);
            RowMath.scaleAndAdd(row, memory.factors[i], factors, bias, columns);
            System.arraycopy(row, 0, out, i * columns, columns);
        }
    }
}
