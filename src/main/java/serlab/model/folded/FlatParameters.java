package serlab.model.folded;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * All parameters of a network one after the other, in the order and layout of a Deeplearning4j graph: bias before kernel
 * {@code [filters][channels][rows][columns]} in a convolution, gamma, beta, mean and variance in batch normalization,
 * weights {@code [units][inputs]} before bias in a dense layer.
 */
public final class FlatParameters {
    private final float[] values;
    private int position;

    public FlatParameters(float[] values) {
        this.values = values.clone();
    }

    /**
     * Reads the file {@code coefficients.bin} of a Deeplearning4j model: a shape and the values, each as an ND4J buffer
     * (allocation mode, length, type, big-endian numbers).
     *
     * @throws IOException if it is cut off or holds no floats
     */
    public static FlatParameters read(byte[] coefficients) throws IOException {
        ByteArrayInputStream bytes = new ByteArrayInputStream(coefficients);
        DataInputStream in = new DataInputStream(bytes);
        in.readUTF();
        long shape = in.readLong();
        expect("LONG", in.readUTF());
        if (shape < 0 || shape > bytes.available() / Long.BYTES) {
            throw new IOException("coefficients state a shape of " + shape + " numbers");
        }
        in.skipNBytes(shape * Long.BYTES);
        in.readUTF();
        long count = in.readLong();
        expect("FLOAT", in.readUTF());
        if (bytes.available() % Float.BYTES != 0 || bytes.available() / Float.BYTES != count) {
            throw new IOException("coefficients are " + bytes.available() + " bytes long and not " + count + " floats");
        }
        float[] values = new float[(int) count];
        ByteBuffer.wrap(coefficients, coefficients.length - bytes.available(), bytes.available())
                .order(ByteOrder.BIG_ENDIAN).asFloatBuffer().get(values);
        return new FlatParameters(values);
    }

    private static void expect(String type, String found) throws IOException {
        if (!type.equals(found)) {
            throw new IOException("coefficients hold " + found + " where " + type + " belongs");
        }
    }

    /** All of them, a copy. */
    public float[] values() {
        return values.clone();
    }

    /** How many there are. */
    public int size() {
        return values.length;
    }

    /** The next values. */
    float[] next(int count) {
        if (count > values.length - position) {
            throw new IllegalArgumentException("a network of more than " + values.length + " parameters is described");
        }
        position += count;
        return Arrays.copyOfRange(values, position - count, position);
    }

    void done() {
        if (position < values.length) {
            throw new IllegalArgumentException(values.length + " parameters are given and only " + position
                    + " are used");
        }
    }
}
