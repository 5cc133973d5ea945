package serlab.feature.encoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against the same sums in double precision. */
class LinearLayerTest {
    private static final int ROWS = 37;
    private static final int INNER = 83;
    private static final int COLUMNS = 51;

    private static float[] random(int n, long seed) {
        Random random = new Random(seed);
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static LinearMemory memory() {
        return new LinearMemory(ROWS * INNER, ROWS * COLUMNS, ROWS, Math.max(INNER, COLUMNS));
    }

    private static float[] applied(LinearLayer layer, float[] in) {
        float[] out = new float[ROWS * COLUMNS];
        layer.apply(in, ROWS, out, memory());
        return out;
    }

    private static double sum(float[] in, int row, float[] matrix, float[] bias, int column) {
        double sum = bias[column];
        for (int i = 0; i < INNER; i++) {
            sum += (double) in[row * INNER + i] * matrix[column * INNER + i];
        }
        return sum;
    }

    /** The nearest of 255 numbers, the largest of a row being the last. */
    private static float[] rounded(float[] values) {
        float[] rounded = new float[values.length];
        for (int row = 0; row < values.length / INNER; row++) {
            double largest = 0;
            for (int i = row * INNER; i < (row + 1) * INNER; i++) {
                largest = Math.max(largest, Math.abs(values[i]));
            }
            for (int i = row * INNER; i < (row + 1) * INNER; i++) {
                rounded[i] = (float) (Math.rint(values[i] / largest * 127) * largest / 127);
            }
        }
        return rounded;
    }

    @Test
    void singlePrecisionGivesTheSums() {
        float[] in = random(ROWS * INNER, 1);
        float[] matrix = random(COLUMNS * INNER, 2);
        float[] bias = random(COLUMNS, 3);
        float[] out = applied(Precision.FLOAT32.layer(matrix, bias), in);
        for (int i = 0; i < out.length; i++) {
            assertEquals(sum(in, i / COLUMNS, matrix, bias, i % COLUMNS), out[i], 1e-5, "value " + i);
        }
        assertArrayEquals(matrix, Precision.FLOAT32.layer(matrix, bias).matrix());
    }

    /** Exact sums of the rounded numbers, on any machine that says that it has them. */
    @Test
    void eightBitsGiveTheSumsOfRoundedNumbers() {
        float[] in = random(ROWS * INNER, 4);
        float[] matrix = random(COLUMNS * INNER, 5);
        float[] bias = random(COLUMNS, 6);
        LinearLayer layer = Precision.INT8.layer(matrix, bias);
        assertArrayEquals(rounded(matrix), layer.matrix(), 1e-6f);
        if (Precision.INT8.available()) {
            float[] out = applied(layer, in);
            for (int i = 0; i < out.length; i++) {
                assertEquals(sum(rounded(in), i / COLUMNS, rounded(matrix), bias, i % COLUMNS), out[i], 1e-4, "value " + i);
            }
            assertArrayEquals(out, applied(layer, in));
            float[] zeros = new float[ROWS * INNER];
            assertArrayEquals(applied(Precision.FLOAT32.layer(matrix, bias), zeros), applied(layer, zeros));
        }
    }

    @Test
    void aMachineWithoutThemIsToldInOneLine() {
        Precision.INT8.require(true);
        assertTrue(Precision.FLOAT32.available());
        String message = assertThrows(EncoderUnavailableException.class, () -> Precision.INT8.require(false)).getMessage();
        assertEquals("precision 'int8' is not on this machine, which has no exact products of 8-bit numbers: they need ND4J with "
                + "oneDNN and a processor with VNNI; leave precision out for float32", message);
    }
}
