package serlab.audio.file;

import java.util.Optional;

/**
 * Decoder of FLAC streams that are whole and regular, about five times as fast as jflac: every frame's checksums are right, its
 * channels, depth and rate are those of the header, and there are exactly as many samples as the header says. Of any other
 * stream it makes nothing, and jflac, which tells what is wrong, has to read it. Source: RFC 9639.
 */
final class WholeFlac {
    private static final int MOST_BITS = 24;
    private static final int SYNC = 0x3FFE;
    private static final int LEFT_SIDE = 8;
    private static final int SIDE_RIGHT = 9;
    private static final int MID_SIDE = 10;

    private final byte[] data;
    private final FlacBits bits;
    private final int rate;
    private final int channels;
    private final int depth;
    private final int largestBlock;
    private final long total;

    /**
     * @param data   a FLAC file whose only metadata is its stream information
     * @param info   where the stream information begins
     * @param frames where the first frame begins
     */
    WholeFlac(byte[] data, int info, int frames) {
        this.data = data;
        this.bits = new FlacBits(data, frames);
        this.largestBlock = (data[info + 2] & 0xFF) << 8 | data[info + 3] & 0xFF;
        this.rate = (data[info + 10] & 0xFF) << 12 | (data[info + 11] & 0xFF) << 4 | (data[info + 12] & 0xFF) >> 4;
        this.channels = (data[info + 12] >> 1 & 7) + 1;
        this.depth = ((data[info + 12] & 1) << 4 | (data[info + 13] & 0xFF) >> 4) + 1;
        this.total = (data[info + 13] & 0xFL) << 32 | (data[info + 14] & 0xFFL) << 24 | (data[info + 15] & 0xFFL) << 16
                | (data[info + 16] & 0xFFL) << 8 | data[info + 17] & 0xFFL;
    }

    /** Samples of a channel as the header says; 0 if it does not. */
    long total() {
        return total;
    }

    /** Samples per second. */
    int rate() {
        return rate;
    }

    /** The mean of the channels, as samples divided by 2^(depth - 1); empty if the stream is not whole and regular. */
    Optional<float[]> mono() {
        try {
            boolean usual = rate > 0 && total > 0 && total <= Integer.MAX_VALUE - 8L && depth <= MOST_BITS;
            return usual ? Optional.ofNullable(decode()) : Optional.empty();
        } catch (IndexOutOfBoundsException e) {
            return Optional.empty();         // cut off, or damaged: jflac tells where
        }
    }

    /** Null if the stream is not whole and regular. */
    private float[] decode() {
        float[] mono = new float[(int) total];
        int[][] blocks = new int[channels][];
        float scale = (float) Math.scalb(1.0, 1 - depth);
        int filled = 0;
        while (filled < mono.length) {
            int size = frame(blocks);
            if (size <= 0 || size > mono.length - filled) {
                return null;
            }
            mix(blocks, size, scale, mono, filled);
            filled += size;
        }
        return mono;
    }

    private void mix(int[][] blocks, int size, float scale, float[] mono, int from) {
        int[] first = blocks[0];
        for (int i = 0; i < size; i++) {
            mono[from + i] = first[i] * scale;
        }
        for (int channel = 1; channel < channels; channel++) {
            int[] block = blocks[channel];
            for (int i = 0; i < size; i++) {
                mono[from + i] += block[i] * scale;
            }
        }
        for (int i = 0; i < size && channels > 1; i++) {
            mono[from + i] /= channels;
        }
    }

    /** Decodes the next frame; its number of samples, or 0 if it is not regular. */
    private int frame(int[][] blocks) {
        int start = bits.position();
        if (bits.unsigned(14) != SYNC || bits.unsigned(1) != 0) {
            return 0;
        }
        bits.unsigned(1);
        int sizeCode = bits.unsigned(4);
        int rateCode = bits.unsigned(4);
        int assignment = bits.unsigned(4);
        int depthCode = bits.unsigned(3);
        if (bits.unsigned(1) != 0 || !bits.skipNumber()) {
            return 0;
        }
        int size = size(sizeCode);
        int frameRate = rate(rateCode);
        int headerEnd = bits.position();
        boolean header = bits.unsigned(8) == FlacChecksums.crc8(data, start, headerEnd);
        int frameChannels = assignment < LEFT_SIDE ? assignment + 1 : 2;
        if (!header || size <= 0 || size > largestBlock || frameRate != rate || frameChannels != channels
                || assignment > MID_SIDE || depth(depthCode) != depth) {
            return 0;
        }
        for (int channel = 0; channel < channels; channel++) {
            boolean side = assignment == SIDE_RIGHT ? channel == 0 : assignment >= LEFT_SIDE && channel == 1;
            if (blocks[channel] == null || blocks[channel].length < size) {
                blocks[channel] = new int[Math.max(size, largestBlock)];
            }
            if (!new FlacSubframe(bits, blocks[channel], size).decode(depth + (side ? 1 : 0))) {
                return 0;
            }
        }
        bits.align();
        int end = bits.position();
        if (bits.unsigned(16) != FlacChecksums.crc16(data, start, end)) {
            return 0;
        }
        decorrelate(assignment, blocks, size);
        return size;
    }

    private static void decorrelate(int assignment, int[][] blocks, int size) {
        if (assignment < LEFT_SIDE) {
            return;
        }
        int[] first = blocks[0];
        int[] second = blocks[1];
        for (int i = 0; i < size; i++) {
            if (assignment == LEFT_SIDE) {
                second[i] = first[i] - second[i];
            } else if (assignment == SIDE_RIGHT) {
                first[i] += second[i];
            } else {
                int side = second[i];
                int mid = first[i] << 1 | side & 1;
                first[i] = mid + side >> 1;
                second[i] = mid - side >> 1;
            }
        }
    }

    private int size(int code) {
        return code == 1 ? 192 : code >= 2 && code <= 5 ? 576 << code - 2 : code == 6 ? bits.unsigned(8) + 1
                : code == 7 ? bits.unsigned(16) + 1 : code == 0 ? 0 : 256 << code - 8;
    }

    private int rate(int code) {
        int[] usual = {rate, 88_200, 176_400, 192_000, 8000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000};
        return code < usual.length ? usual[code] : code == 12 ? 1000 * bits.unsigned(8) : code == 13 ? bits.unsigned(16)
                : code == 14 ? 10 * bits.unsigned(16) : 0;
    }

    private int depth(int code) {
        return new int[] {depth, 8, 12, 0, 16, 20, 24, 32}[code];
    }
}
