package serlab.feature.export;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A matrix as a NumPy file of format 1.0: little-endian float32, C order, shape (bands, frames).
 *
 * <p>Source: NumPy Enhancement Proposal 1 and {@code numpy.lib.format}.
 */
final class Npy {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final int ALIGNMENT = 64;
    private static final int PREFIX = MAGIC.length + Short.BYTES;

    private Npy() {
    }

    static byte[] encode(float[][] matrix) {
        int frames = matrix[0].length;
        String text = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + matrix.length + ", " + frames + "), }";
        int length = (PREFIX + text.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT - PREFIX;
        String header = text + " ".repeat(length - text.length() - 1) + "\n";
        ByteBuffer bytes = ByteBuffer.allocate(PREFIX + length + matrix.length * frames * Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN).put(MAGIC).putShort((short) length)
                .put(header.getBytes(StandardCharsets.US_ASCII));
        for (float[] row : matrix) {
            bytes.asFloatBuffer().put(row);
            bytes.position(bytes.position() + frames * Float.BYTES);
        }
        return bytes.array();
    }

    /** Reads what {@link #encode} wrote of a matrix of this shape. */
    static float[][] decode(byte[] content, int bands, int frames) {
        ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        int offset = PREFIX + bytes.getShort(MAGIC.length);
        float[][] matrix = new float[bands][frames];
        for (int band = 0; band < bands; band++) {
            bytes.position(offset + band * frames * Float.BYTES);
            bytes.asFloatBuffer().get(matrix[band]);
        }
        return matrix;
    }
}
