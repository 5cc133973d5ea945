package serlab.corpus.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.zip.ZipException;
import serlab.InvalidInputException;

/**
 * How large a zip archive says its directory is, looked at before Java's reader takes all of it into memory.
 *
 * <p>Source: PKWARE, APPNOTE.TXT 6.3.10, sections 4.3.14 to 4.3.16.
 *
 * @param entries files and folders in it
 * @param bytes   length of their names and sizes
 */
record ZipDirectory(long entries, long bytes) {
    static final int MOST_ENTRIES = 200_000;
    static final int MOST_BYTES = 64 << 20;
    private static final int END = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int LONGEST_COMMENT = 0xFFFF;
    private static final int LOCATOR = 0x07064b50;
    private static final int LOCATOR_BYTES = 20;
    private static final int END_64 = 0x06064b50;
    private static final int END_64_BYTES = 56;

    /**
     * Refuses an archive of too many files.
     *
     * @throws ZipException if it is no zip archive
     */
    static void require(Path archive) throws IOException {
        ZipDirectory directory = of(archive);
        if (directory.entries > MOST_ENTRIES || directory.entries < 0) {
            throw new InvalidInputException("'" + archive + "' has " + directory.entries + " entries; at most "
                    + MOST_ENTRIES + " are read: unpack it and give the folder");
        }
        if (directory.bytes > MOST_BYTES || directory.bytes < 0) {
            throw new InvalidInputException("'" + archive + "' has a directory of " + directory.bytes + " bytes; at most "
                    + MOST_BYTES + " are read: unpack it and give the folder");
        }
    }

    static ZipDirectory of(Path archive) throws IOException {
        try (FileChannel channel = FileChannel.open(archive)) {
            long from = Math.max(0, channel.size() - END_BYTES - LONGEST_COMMENT);
            ByteBuffer tail = read(channel, from, (int) (channel.size() - from));
            for (int at = tail.limit() - END_BYTES; at >= 0; at--) {
                if (tail.getInt(at) == END) {
                    return of(channel, from + at, Short.toUnsignedInt(tail.getShort(at + 10)),
                            Integer.toUnsignedLong(tail.getInt(at + 12)));
                }
            }
        }
        throw new ZipException("zip END header not found");
    }

    /** With the numbers of 64 bits, if there are any before the end record. */
    private static ZipDirectory of(FileChannel channel, long end, long entries, long bytes) throws IOException {
        if (end >= LOCATOR_BYTES) {
            ByteBuffer locator = read(channel, end - LOCATOR_BYTES, LOCATOR_BYTES);
            long at = locator.getLong(8);
            if (locator.getInt(0) == LOCATOR && at >= 0 && at <= channel.size() - END_64_BYTES) {
                ByteBuffer large = read(channel, at, END_64_BYTES);
                if (large.getInt(0) == END_64) {
                    return new ZipDirectory(large.getLong(32), large.getLong(40));
                }
            }
        }
        return new ZipDirectory(entries, bytes);
    }

    private static ByteBuffer read(FileChannel channel, long from, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
            // until all is there
        }
        return bytes.flip();
    }
}
