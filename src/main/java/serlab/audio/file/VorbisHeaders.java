package serlab.audio.file;

/**
 * Measure of what the headers of a Vorbis stream would make a decoder allocate. Headers are a few thousand bits that may
 * claim books of billions of values and comments of gigabytes; no encoder writes such.
 *
 * <p>Source: Xiph.Org Foundation, "Vorbis I specification", sections 3.2.1 (codebooks) and 5 (comments).
 */
final class VorbisHeaders {
    private static final int COMMENT = 3;
    private static final int SETUP = 5;
    private static final int NAME_BYTES = 7;
    private static final int BOOK_SYNC = 0x564342;
    private static final long MOST_ENTRIES = 1 << 18;
    private static final long MOST_VALUES = 1 << 22;

    private final byte[] data;
    private final int end;
    private long bit;

    private VorbisHeaders(byte[] data, int from, int length) {
        this.data = data;
        this.end = from + length;
        this.bit = 8L * (from + NAME_BYTES);
    }

    /** Whether the header packet claims no more than it can hold. */
    static boolean plausible(byte[] data, int from, int length) {
        if (length <= NAME_BYTES) {
            return false;
        }
        VorbisHeaders reader = new VorbisHeaders(data, from, length);
        return switch (data[from]) {
            case COMMENT -> reader.commentsFit();
            case SETUP -> reader.booksFit();
            default -> true;
        };
    }

    private boolean commentsFit() {
        long left = left() - bits(32) - 8;
        long count = 0;
        if (left >= 0) {
            bit = 8 * (end - left - 4);
            count = bits(32);
        }
        return left >= 0 && count <= left / 4;
    }

    private boolean booksFit() {
        int books = (int) bits(8) + 1;
        for (int book = 0; book < books; book++) {
            if (!bookFits()) {
                return false;
            }
        }
        return true;
    }

    private boolean bookFits() {
        if (bits(24) != BOOK_SYNC) {
            return false;
        }
        long dimensions = bits(16);
        long entries = bits(24);
        if (entries == 0 || dimensions == 0 || entries > MOST_ENTRIES || entries * dimensions > MOST_VALUES
                || !passLengths(entries)) {
            return false;
        }
        long type = bits(4);
        if (type == 1 || type == 2) {
            bits(64);
            long width = bits(4) + 1;
            bits(1);
            bit += width * (type == 1 ? lattice(entries, dimensions) : entries * dimensions);
        }
        return type <= 2 && left() >= 0;
    }

    private boolean passLengths(long entries) {
        if (bits(1) == 1) {
            bits(5);
            for (long entry = 0; entry < entries;) {
                long run = bits(64 - Long.numberOfLeadingZeros(entries - entry));
                if (left() < 0) {
                    return false;
                }
                entry += run;
            }
            return true;
        }
        boolean sparse = bits(1) == 1;
        for (long entry = 0; entry < entries && left() >= 0; entry++) {
            if (!sparse || bits(1) == 1) {
                bits(5);
            }
        }
        return left() >= 0;
    }

    /** The largest r with r^dimensions at most entries. */
    private static long lattice(long entries, long dimensions) {
        long root = (long) Math.floor(Math.pow(entries, 1.0 / dimensions));
        while (Math.pow(root + 1, dimensions) <= entries) {
            root++;
        }
        while (Math.pow(root, dimensions) > entries) {
            root--;
        }
        return root;
    }

    /** Whole bytes that are left; negative once bits were read beyond the end. */
    private long left() {
        return end - (bit + 7) / 8;
    }

    /** The next bits, least significant first; zeros beyond the end. */
    private long bits(int count) {
        long value = 0;
        for (int i = 0; i < count; i++, bit++) {
            int at = (int) (bit >> 3);
            if (at < end) {
                value |= (long) (data[at] >> (bit & 7) & 1) << i;
            }
        }
        return value;
    }
}
