package serlab.audio.file;

/** Frames of a FLAC stream, found by their headers, without decoding them. Source: RFC 9639, section 9.1. */
final class FlacFrames {
    private FlacFrames() {
    }

    /**
     * First sample of the last frame whose header is whole; -1 if there is none. Bytes that look like a header by chance
     * count
     * as one, so the answer may be too late, never too early.
     *
     * @param blockSize samples of a frame where all have the same number
     * @param total     samples of the stream, 0 if that is unknown
     */
    static long lastStart(byte[] data, int blockSize, long total) {
        long last = -1;
        for (int at = data.length - 6; at >= 0; at--) {
            long start = data[at] == -1 ? start(data, at, blockSize) : -1;
            last = total == 0 || start < total ? Math.max(last, start) : last;
        }
        return last;
    }

    /** First sample of the frame whose header stands there; -1 if none does. */
    private static long start(byte[] data, int at, int blockSize) {
        boolean sync = (data[at] & 0xFF) == 0xFF && (data[at + 1] & 0xFE) == 0xF8;
        if (!sync || (data[at + 2] & 0xF0) == 0 || (data[at + 2] & 0x0F) == 0x0F || (data[at + 3] & 0xFF) >> 4 > 10
                || (data[at + 3] & 1) != 0) {
            return -1;
        }
        int lead = data[at + 4] & 0xFF;
        int more = lead < 0x80 ? 0 : Integer.numberOfLeadingZeros(~(lead << 24)) - 1;
        int sizeCode = (data[at + 2] & 0xFF) >> 4;
        int rateCode = data[at + 2] & 0x0F;
        int length = 5 + more + (sizeCode == 6 ? 1 : sizeCode == 7 ? 2 : 0) + (rateCode == 12 ? 1 : rateCode > 12 ? 2 : 0);
        if (lead == 0xFF || lead >= 0x80 && more < 1 || at + length >= data.length
                || FlacChecksums.crc8(data, at, at + length) != (data[at + length] & 0xFF)) {
            return -1;
        }
        long number = more == 0 ? lead : lead & (0x3F >> more);
        for (int i = 1; i <= more; i++) {
            number = number << 6 | data[at + 4 + i] & 0x3F;
        }
        return (data[at + 1] & 1) == 0 ? number * blockSize : number;
    }
}
