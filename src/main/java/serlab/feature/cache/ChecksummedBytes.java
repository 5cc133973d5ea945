package serlab.feature.cache;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;

/** Bytes with a checksum behind them, so that a damaged file is noticed. */
final class ChecksummedBytes {
    private ChecksummedBytes() {
    }

    static byte[] of(byte[] content) {
        return ByteBuffer.allocate(content.length + Long.BYTES).put(content).putLong(sum(content)).array();
    }

    /** The bytes without the checksum; empty if they are damaged. */
    static Optional<byte[]> content(byte[] checked) {
        if (checked.length < Long.BYTES) {
            return Optional.empty();
        }
        byte[] content = Arrays.copyOf(checked, checked.length - Long.BYTES);
        return ByteBuffer.wrap(checked).getLong(content.length) == sum(content) ? Optional.of(content) : Optional.empty();
    }

    private static long sum(byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return crc.getValue();
    }
}
