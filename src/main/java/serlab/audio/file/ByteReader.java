package serlab.audio.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Reader of numbers and four-letter names inside a byte array; the callers check the bounds. */
final class ByteReader {
    private final byte[] data;
    private final ByteBuffer buffer;

    ByteReader(byte[] data, boolean bigEndian) {
        this.data = data;
        this.buffer = ByteBuffer.wrap(data).order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    }

    int unsigned16(int at) {
        return buffer.getShort(at) & 0xFFFF;
    }

    long unsigned32(int at) {
        return buffer.getInt(at) & 0xFFFFFFFFL;
    }

    long signed64(int at) {
        return buffer.getLong(at);
    }

    /** Four characters, as chunk names are written. */
    String name(int at) {
        return new String(data, at, 4, StandardCharsets.ISO_8859_1);
    }

    /** Whether the ASCII text stands at that place; false beyond the end. */
    static boolean has(byte[] data, int at, String text) {
        if (at < 0 || at + text.length() > data.length) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if ((data[at + i] & 0xFF) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
