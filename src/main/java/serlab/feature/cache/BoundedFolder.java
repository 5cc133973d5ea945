package serlab.feature.cache;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.LoggerFactory;
import serlab.AtomicFile;

/**
 * Cache folder of bounded size, without which work goes on where it cannot be read or written. Safe for use by several threads and
 * processes.
 */
final class BoundedFolder {
    /** What trimming frees below the limit, so that it need not be done for every file. */
    private static final int ROOM_PART = 16;
    /** Of this part of the limit are segments, and of {@link #MOST_SEGMENT_BYTES} at most: what is removed at a time. */
    private static final int SEGMENT_PART = 64;
    private static final long MOST_SEGMENT_BYTES = 16L << 20;

    private final CacheFolder folder;
    private final long limitBytes;
    private final AtomicReference<String> warning = new AtomicReference<>();
    /** Bytes that may be written before the folder is looked at again. */
    private long room;
    private final Map<Path, SegmentFolder> segments = new ConcurrentHashMap<>();

    /**
     * What is kept under one name.
     *
     * @param own the folder of all that is of its kind
     * @param id  what that folder holds, kept in it
     * @param key a hash in 64 hexadecimal digits
     */
    record Entry(Path own, String id, String key) {
        /** Where it lies if it is large, or was written by an older version. */
        Path file() {
            return own.resolve(key.substring(0, 2)).resolve(key + CacheFolder.FEATURE);
        }

        byte[] keyBytes() {
            return HexFormat.of().parseHex(key);
        }
    }

    /** @param limitBytes the most that the files may take; those not used for the longest time go first */
    BoundedFolder(Path directory, long limitBytes) {
        this.folder = new CacheFolder(directory);
        this.limitBytes = limitBytes;
    }

    Path root() {
        return folder.root();
    }

    /** Why the folder is not used. */
    Optional<String> warning() {
        return Optional.ofNullable(warning.get());
    }

    /** Whether something is kept. */
    boolean holds(Entry entry) {
        try {
            return segments(entry).holds(entry.keyBytes()) || Files.exists(entry.file());
        } catch (IOException e) {
            warn(e);
            return false;
        }
    }

    /** What is kept, marked as used; empty if it is not there or cannot be read. */
    Optional<byte[]> bytes(Entry entry) {
        try {
            Optional<byte[]> packed = segments(entry).content(entry.keyBytes());
            return packed.isPresent() ? packed : file(entry.file());
        } catch (IOException e) {
            warn(e);
            return Optional.empty();
        }
    }

    private static Optional<byte[]> file(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            byte[] content = Files.readAllBytes(file);
            touch(file);
            return Optional.of(content);
        } catch (NoSuchFileException removedMeanwhile) {
            return Optional.empty();
        }
    }

    private SegmentFolder segments(Entry entry) {
        return segments.computeIfAbsent(entry.own(),
                own -> new SegmentFolder(own, Math.min(MOST_SEGMENT_BYTES, limitBytes / SEGMENT_PART)));
    }

    /** Marks a feature as used; one in a folder that may only be read stays as it is. */
    private static void touch(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        } catch (IOException e) {
            LoggerFactory.getLogger(BoundedFolder.class).debug("last use of {} is not recorded", file, e);
        }
    }

    /** Keeps something, whole or not at all, where the limit leaves room for it. */
    void write(Entry entry, byte[] content) {
        if (warning.get() != null) {
            return;
        }
        try {
            Path settings = entry.own().resolve(CacheFolder.SETTINGS);
            if (!Files.exists(settings) || Files.size(settings) == 0) {
                writeWhole(settings, (entry.id() + "\n").getBytes(StandardCharsets.UTF_8));
            }
            boolean packed = content.length <= SegmentFolder.MOST_BYTES;
            long bytes = packed ? SegmentFolder.bytes(content) : content.length;
            if (bytes <= limitBytes) {
                makeRoom(bytes);
                if (packed) {
                    segments(entry).append(entry.keyBytes(), content);
                } else {
                    writeWhole(entry.file(), content);
                }
            }
        } catch (IOException e) {
            warn(e);
        }
    }

    /** Through another name: whatever happens, the file is whole or not there. */
    private static void writeWhole(Path file, byte[] content) throws IOException {
        try {
            writeOnce(file, content);
        } catch (NoSuchFileException clearedMeanwhile) {
            writeOnce(file, content);
        }
    }

    private static void writeOnce(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        Path unfinished = file.resolveSibling(CacheFolder.UNFINISHED + UUID.randomUUID());
        try {
            Files.write(unfinished, content, StandardOpenOption.CREATE_NEW);
            new AtomicFile(file).take(unfinished);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** Trims the folder at the first write, and again whenever the room made then is used up. */
    private synchronized void makeRoom(long bytes) throws IOException {
        room -= bytes;
        if (room < 0) {
            try {
                room = limitBytes - folder.trim(limitBytes - limitBytes / ROOM_PART - bytes) - bytes;
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
    }

    private void warn(IOException e) {
        if (e instanceof ClosedByInterruptException) {
            return;
        }
        warning.compareAndSet(null, "feature cache " + folder.root() + " cannot be used (" + e.getClass().getSimpleName() + ": "
                + e.getMessage() + "); features are computed each time: set SER_CACHE to a folder you can write to");
    }
}
