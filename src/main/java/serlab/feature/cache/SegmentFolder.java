package serlab.feature.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The small entries of one folder of a cache, many to a file ({@link Segment}): each process writes to segments of its own, and
 * reads those of all. Whatever is wrong with a segment, its entries are not found. Safe for use by several threads.
 */
final class SegmentFolder {
    /** A larger entry has a file of its own. */
    static final int MOST_BYTES = 1 << 20;
    /** Looking at the folder for what others have written may take this part of the time. */
    private static final int LOOKING_PART = 20;

    private final Path folder;
    private final long segmentBytes;
    private final KeyTable places = new KeyTable();
    private final List<Segment> segments = new ArrayList<>();
    private final Map<Path, Integer> numbers = new HashMap<>();
    private Integer own;
    private boolean looked;
    private long lookedAt;
    private long lookingTook;

    /** @param segmentBytes about the most that a segment holds */
    SegmentFolder(Path folder, long segmentBytes) {
        this.folder = folder;
        this.segmentBytes = segmentBytes;
    }

    /** Whether there is an entry. */
    boolean holds(byte[] key) throws IOException {
        return place(key) != null;
    }

    /**
     * What was kept under a key.
     *
     * @param key 32 bytes of a hash
     */
    Optional<byte[]> content(byte[] key) throws IOException {
        for (KeyTable.Place place = place(key); place != null; place = place(key)) {
            Optional<byte[]> content = segment(place).content(place, key);
            if (content.isPresent()) {
                return content;
            }
            forget(key, place);
        }
        return Optional.empty();
    }

    /** Keeps an entry. */
    synchronized void append(byte[] key, byte[] content) throws IOException {
        try {
            appendOnce(key, content);
        } catch (NoSuchFileException removedMeanwhile) {
            appendOnce(key, content);
        }
    }

    /** Bytes that an entry takes. */
    static long bytes(byte[] content) {
        return Segment.KEY_BYTES + Segment.INDEX_BYTES + content.length;
    }

    private void appendOnce(byte[] key, byte[] content) throws IOException {
        if (own != null && segments.get(own).bytes() + bytes(content) > segmentBytes) {
            own = null;
        }
        int number = own == null ? add(Segment.begin(folder)) : own;
        own = null;
        places.put(prefix(key), segments.get(number).append(number, key, content));
        own = number;
    }

    private synchronized Segment segment(KeyTable.Place place) {
        return segments.get(place.segment());
    }

    private synchronized void forget(byte[] key, KeyTable.Place place) {
        if (place.equals(places.get(prefix(key)))) {
            places.remove(prefix(key));
        }
    }

    private synchronized KeyTable.Place place(byte[] key) throws IOException {
        KeyTable.Place place = places.get(prefix(key));
        if (place != null) {
            return place;
        }
        long now = System.nanoTime();
        if (!looked || now - lookedAt > LOOKING_PART * lookingTook) {
            look();
            looked = true;
            lookedAt = System.nanoTime();
            lookingTook = lookedAt - now;
        }
        return places.get(prefix(key));
    }

    /** Takes in what processes have written since the last time, the oldest segment first. */
    private void look() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        TreeMap<Path, Long> found = new TreeMap<>();
        try (DirectoryStream<Path> indexes = Files.newDirectoryStream(folder, "*" + Segment.INDEX)) {
            for (Path index : indexes) {
                size(index).ifPresent(bytes -> found.put(index, bytes));
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        for (Map.Entry<Path, Long> one : found.entrySet()) {
            Integer known = numbers.get(one.getKey());
            int number = known == null ? add(new Segment(one.getKey())) : known;
            ByteBuffer more;
            try {
                more = segments.get(number).more(one.getValue());
            } catch (NoSuchFileException removedMeanwhile) {
                continue;
            }
            while (more.remaining() >= Segment.INDEX_BYTES) {
                places.put(more.getLong(), new KeyTable.Place(number, more.getInt(), more.getInt()));
            }
        }
    }

    /** Bytes of a file; empty if it has been removed meanwhile. */
    private static Optional<Long> size(Path file) throws IOException {
        try {
            return Optional.of(Files.size(file));
        } catch (NoSuchFileException removedMeanwhile) {
            return Optional.empty();
        }
    }

    private int add(Segment segment) {
        segments.add(segment);
        numbers.put(segment.index(), segments.size() - 1);
        return segments.size() - 1;
    }

    private static long prefix(byte[] key) {
        return ByteBuffer.wrap(key).getLong();
    }
}
