package serlab.feature.cache;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * One cached feature as bytes, little-endian: the characters {@code SERF}, bands and frames (int32 each), the values row by
 * row (float32), and the CRC-32 of all that.
 */
public final class FeatureFile {
    private static final int MAGIC = 'S' | 'E' << 8 | 'R' << 16 | 'F' << 24;
    private static final int HEADER_BYTES = 12;
    private static final int CHECKSUM_BYTES = 4;

    private FeatureFile() {
    }

    public static byte[] encode(float[][] feature) {
        int frames = feature[0].length;
        ByteBuffer bytes = ByteBuffer.allocate(HEADER_BYTES + feature.length * frames * Float.BYTES + CHECKSUM_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN).putInt(MAGIC).putInt(feature.length).putInt(frames);
        for (float[] row : feature) {
            for (float value : row) {
                bytes.putFloat(value);
            }
        }
        return bytes.putInt(checksum(bytes.array(), bytes.position())).array();
    }

    /** A feature of as many frames as it says, or empty if the bytes are not exactly one whole feature. */
    public static Optional<float[][]> decode(byte[] content, int bands) {
        int frames = content.length < HEADER_BYTES ? 0
                : ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).getInt(HEADER_BYTES - Integer.BYTES);
        return frames < 1 ? Optional.empty() : decode(content, bands, frames);
    }

    /** The feature, or empty if the bytes are not exactly one whole feature of this shape. */
    public static Optional<float[][]> decode(byte[] content, int bands, int frames) {
        long expected = HEADER_BYTES + (long) bands * frames * Float.BYTES + CHECKSUM_BYTES;
        ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        if (content.length != expected || bytes.getInt() != MAGIC || bytes.getInt() != bands || bytes.getInt() != frames
                || bytes.getInt(content.length - CHECKSUM_BYTES) != checksum(content, content.length - CHECKSUM_BYTES)) {
            return Optional.empty();
        }
        float[][] feature = new float[bands][frames];
        for (float[] row : feature) {
            bytes.asFloatBuffer().get(row);
            bytes.position(bytes.position() + frames * Float.BYTES);
        }
        return Optional.of(feature);
    }

    private static int checksum(byte[] content, int length) {
        CRC32 crc = new CRC32();
        crc.update(content, 0, length);
        return (int) crc.getValue();
    }
}
