package serlab.audio.file;

/** Checksums of FLAC frames. Source: RFC 9639, sections 9.1.8 and 9.3. */
final class FlacChecksums {
    private static final int CRC_8 = 0x07;
    private static final int CRC_16 = 0x8005;
    private static final int[] TABLE_16 = table16();

    private FlacChecksums() {
    }

    private static int[] table16() {
        int[] table = new int[256];
        for (int i = 0; i < table.length; i++) {
            int crc = i << 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x8000) != 0 ? crc << 1 ^ CRC_16 : crc << 1;
            }
            table[i] = crc & 0xFFFF;
        }
        return table;
    }

    /** Of a frame's header. */
    static int crc8(byte[] data, int from, int to) {
        int crc = 0;
        for (int i = from; i < to; i++) {
            crc ^= data[i] & 0xFF;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x80) != 0 ? crc << 1 & 0xFF ^ CRC_8 : crc << 1;
            }
        }
        return crc & 0xFF;
    }

    /** Of a whole frame. */
    static int crc16(byte[] data, int from, int to) {
        int crc = 0;
        for (int i = from; i < to; i++) {
            crc = crc << 8 & 0xFFFF ^ TABLE_16[crc >> 8 ^ data[i] & 0xFF];
        }
        return crc;
    }
}
