package serlab.feature.cache;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.LoggerFactory;

/**
 * Many entries of a cache in one file, written by one process behind each other, with a second file that says where each lies.
 * The first ({@value #DATA}) holds each entry's key (32 bytes) and content; the second ({@value #INDEX}) 16 bytes each, big-endian:
 * the first 8 bytes of the key, bytes before the entry, bytes of its content (int32 each). An entry's index is written after
 * the entry, so that what a killed process has begun is never found; both files are closed after each, so that other machines on
 * a shared folder see it. Contents carry checksums of their own.
 */
final class Segment {
    static final String DATA = ".segment";
    static final String INDEX = ".index";
    static final int INDEX_BYTES = 16;
    static final int KEY_BYTES = 32;
    /** After this time a use is recorded again. */
    private static final long TOUCH_NANOS = Duration.ofMinutes(1).toNanos();

    private final Path data;
    private final Path index;
    private long bytes;
    private long indexed;
    private long touched;
    private boolean used;

    /** @param index its second file */
    Segment(Path index) {
        this.index = index;
        this.data = dataOf(index);
    }

    /** The file of entries that an index belongs to. */
    static Path dataOf(Path index) {
        String name = index.getFileName().toString();
        return index.resolveSibling(name.substring(0, name.length() - INDEX.length()) + DATA);
    }

    /** The name of an index, of a file of either kind. */
    static Path indexOf(Path data) {
        String name = data.getFileName().toString();
        return data.resolveSibling(name.substring(0, name.length() - DATA.length()) + INDEX);
    }

    /**
     * Whether an index names the entries of its file one behind the other, from the first byte to about the last: behind it there may
     * be what a process was writing.
     */
    static boolean agrees(ByteBuffer index, long dataBytes) {
        long end = 0;
        long largest = 0;
        while (index.remaining() >= INDEX_BYTES) {
            index.getLong();
            int offset = index.getInt();
            int length = index.getInt();
            if (offset != end || length < 0 || length > SegmentFolder.MOST_BYTES) {
                return false;
            }
            end += KEY_BYTES + length;
            largest = Math.max(largest, KEY_BYTES + length);
        }
        return end <= dataBytes && dataBytes - end <= 2 * largest;
    }

    /** A new one, whose name tells when it was begun: of two with the same entry, the later is right. */
    static Segment begin(Path folder) throws IOException {
        Files.createDirectories(folder);
        String name = String.format(Locale.ROOT, "%013x-%s", System.currentTimeMillis(), UUID.randomUUID());
        Segment segment = new Segment(folder.resolve(name + INDEX));
        Files.createFile(segment.data);
        Files.createFile(segment.index);
        return segment;
    }

    Path index() {
        return index;
    }

    /** Bytes of what this process has written. */
    long bytes() {
        return bytes + indexed;
    }

    /**
     * Writes an entry behind the others.
     *
     * @param number of this segment, for the place
     * @throws NoSuchFileException if another process has removed the segment
     * @throws IOException         if it cannot be written; nothing may be written to this segment then any more
     */
    KeyTable.Place append(int number, byte[] key, byte[] content) throws IOException {
        KeyTable.Place place = new KeyTable.Place(number, Math.toIntExact(bytes), content.length);
        write(data, ByteBuffer.allocate(KEY_BYTES + content.length).put(key).put(content));
        write(index, ByteBuffer.allocate(INDEX_BYTES).put(key, 0, Long.BYTES).putInt(place.offset()).putInt(content.length));
        bytes += KEY_BYTES + content.length;
        indexed += INDEX_BYTES;
        return place;
    }

    private static void write(Path file, ByteBuffer record) throws IOException {
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
            out.write(record.array());
        }
    }

    /** What the index says beyond what was read of it before; what is not whole yet is left for the next time. */
    ByteBuffer more(long indexBytes) throws IOException {
        int whole = Math.toIntExact((indexBytes - indexed) / INDEX_BYTES * INDEX_BYTES);
        if (whole <= 0) {
            return ByteBuffer.allocate(0);
        }
        ByteBuffer read = read(index, indexed, whole);
        indexed += read.remaining() / INDEX_BYTES * INDEX_BYTES;
        return read;
    }

    /** An entry; empty if it is not there, or not of this key. */
    Optional<byte[]> content(KeyTable.Place place, byte[] key) throws IOException {
        if (place.offset() < 0 || place.length() < 0 || place.length() > SegmentFolder.MOST_BYTES) {
            return Optional.empty();
        }
        ByteBuffer read;
        try {
            read = read(data, place.offset(), KEY_BYTES + place.length());
        } catch (NoSuchFileException removedMeanwhile) {
            return Optional.empty();
        }
        byte[] content = new byte[place.length()];
        if (read.remaining() < KEY_BYTES + content.length || !read.slice(0, KEY_BYTES).equals(ByteBuffer.wrap(key))) {
            return Optional.empty();
        }
        read.get(KEY_BYTES, content);
        touch();
        return Optional.of(content);
    }

    /** As many bytes as there are from a place on, at most {@code length}. */
    private static ByteBuffer read(Path file, long from, int length) throws IOException {
        ByteBuffer read = ByteBuffer.allocate(length);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            int more = 0;
            while (read.hasRemaining() && more >= 0) {
                more = channel.read(read, from + read.position());
            }
        }
        return read.flip();
    }

    /** Marks the segment as used; one in a folder that may only be read stays as it is. */
    private synchronized void touch() {
        long now = System.nanoTime();
        if (used && now - touched < TOUCH_NANOS) {
            return;
        }
        used = true;
        touched = now;
        try {
            Files.setLastModifiedTime(data, FileTime.from(Instant.now()));
        } catch (IOException e) {
            LoggerFactory.getLogger(Segment.class).debug("last use of {} is not recorded", data, e);
        }
    }
}
