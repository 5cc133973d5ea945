package serlab.feature.cache;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.ContentHash;

class SegmentFolderTest {
    private static final int SEGMENT_BYTES = 10_000;

    @TempDir
    Path folder;

    private static byte[] key(int number) {
        return HexFormat.of().parseHex(ContentHash.of(content(number)));
    }

    private static byte[] content(int number) {
        return ByteBuffer.allocate(Integer.BYTES + number % 50).putInt(number).array();
    }

    private SegmentFolder open() {
        return new SegmentFolder(folder, SEGMENT_BYTES);
    }

    private static void keep(SegmentFolder segments, int from, int to) throws IOException {
        for (int i = from; i < to; i++) {
            segments.append(key(i), content(i));
        }
    }

    private static void assertHas(SegmentFolder segments, int from, int to) throws IOException {
        for (int i = from; i < to; i++) {
            assertArrayEquals(content(i), segments.content(key(i)).orElseThrow(), "entry " + i);
        }
    }

    private List<Path> files(String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }

    @Test
    void keepsManyInFewFiles() throws IOException {
        SegmentFolder segments = open();
        keep(segments, 0, 1000);
        assertHas(segments, 0, 1000);
        assertHas(open(), 0, 1000);
        assertFalse(open().holds(key(1000)));
        long bytes = 0;
        for (Path file : files("")) {
            bytes += Files.size(file);
        }
        assertEquals(bytes, Stream.iterate(0, i -> i + 1).limit(1000).mapToLong(i -> SegmentFolder.bytes(content(i))).sum());
        assertEquals(Math.ceil(bytes / (double) SEGMENT_BYTES), files(Segment.DATA).size());
    }

    @Test
    void anEmptyFolderHoldsNothing() throws IOException {
        assertTrue(new SegmentFolder(folder.resolve("nowhere"), SEGMENT_BYTES).content(key(1)).isEmpty());
    }

    /** A killed process leaves a part of an entry, or a part of the line of the index that names it. */
    @Test
    void whatAKilledProcessHasBegunIsNotFoundAndHindersNobody() throws IOException {
        SegmentFolder killed = open();
        keep(killed, 0, 5);
        Path data = files(Segment.DATA).get(0);
        Files.write(data, key(5), StandardOpenOption.APPEND);
        SegmentFolder other = open();
        assertHas(other, 0, 5);
        assertFalse(other.holds(key(5)));
        Files.write(Segment.indexOf(data), ByteBuffer.allocate(Segment.INDEX_BYTES - 1).put(key(5), 0, Long.BYTES).array(),
                StandardOpenOption.APPEND);
        assertFalse(open().holds(key(5)));
        keep(other, 5, 8);
        assertHas(open(), 0, 8);
    }

    @Test
    void placesThatAreNoneAreNotRead() throws IOException {
        keep(open(), 0, 1);
        Path index = files(Segment.INDEX).get(0);
        for (int[] place : new int[][] {{-1, 4}, {0, -1}, {0, Integer.MAX_VALUE}, {Integer.MAX_VALUE, 4}, {1, 4}}) {
            Files.write(index, ByteBuffer.allocate(Segment.INDEX_BYTES).put(key(0), 0, Long.BYTES).putInt(place[0]).putInt(place[1])
                    .array());
            assertTrue(open().content(key(0)).isEmpty(), place[0] + ", " + place[1]);
        }
    }

    @Test
    void ofTwoOfOneKeyTheLaterCounts() throws IOException {
        SegmentFolder segments = open();
        segments.append(key(1), content(2));
        segments.append(key(1), content(1));
        assertHas(segments, 1, 2);
        assertHas(open(), 1, 2);
    }

    @Test
    void aSegmentThatIsRemovedUnderItsWriterIsReplaced() throws IOException {
        SegmentFolder writer = open();
        keep(writer, 0, 5);
        for (Path file : files("")) {
            Files.delete(file);
        }
        assertTrue(writer.content(key(3)).isEmpty());
        keep(writer, 3, 7);
        assertHas(writer, 3, 7);
        assertHas(open(), 3, 7);
        Files.delete(files(Segment.INDEX).get(0));
        keep(writer, 7, 9);
        assertHas(open(), 7, 9);
    }

    @Test
    void twoWritersAndAReaderSeeEachOthers() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            SegmentFolder reader = open();
            assertFalse(reader.holds(key(0)));
            Future<?> even = pool.submit(() -> {
                keep(open(), 0, 1500);
                return null;
            });
            Future<?> odd = pool.submit(() -> {
                keep(open(), 1000, 2500);
                return null;
            });
            for (int i = 0; i < 2500; i++) {
                byte[] found = reader.content(key(i)).orElse(content(i));
                assertArrayEquals(content(i), found);
            }
            even.get();
            odd.get();
            assertHas(open(), 0, 2500);
        } finally {
            pool.shutdownNow();
        }
    }

    /** Whatever is pruned under a reader, it finds an entry as it was kept, or none. */
    @Test
    void pruningUnderAReaderTakesEntriesAndChangesNone() throws Exception {
        FeatureCache cache = new FeatureCache(folder, 64L * SEGMENT_BYTES);
        for (int i = 0; i < 1000; i++) {
            cache.keep(key(i), "kind", content(i));
        }
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            FeatureCache reader = new FeatureCache(folder);
            assertArrayEquals(content(999), reader.find(key(999), "kind").orElseThrow());
            long all = new CacheFolder(folder).bytes();
            Future<Long> pruned = pool.submit(() -> {
                long left = all;
                for (int part = 9; part >= 0; part--) {
                    left = new CacheFolder(folder).trim(all * part / 10);
                }
                return left;
            });
            while (!pruned.isDone()) {
                for (int i = 0; i < 1000; i++) {
                    byte[] found = reader.find(key(i), "kind").orElse(content(i));
                    assertArrayEquals(content(i), found);
                }
            }
            assertEquals(0, pruned.get());
            for (int i = 0; i < 1000; i++) {
                assertTrue(reader.find(key(i), "kind").isEmpty(), "entry " + i);
            }
            assertEquals(List.of(), reader.warnings());
        } finally {
            pool.shutdownNow();
        }
    }

    /** Of few keys, some of which fall on the same slot, whatever is done. */
    @Test
    void theTableOfPlacesIsAMap() {
        Random random = new Random(1);
        KeyTable table = new KeyTable();
        Map<Long, KeyTable.Place> map = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            long key = (long) random.nextInt(40) << 40 | random.nextInt(100);
            if (random.nextInt(4) == 0) {
                table.remove(key);
                map.remove(key);
            } else {
                KeyTable.Place place = new KeyTable.Place(random.nextInt(5), i, i + 1);
                table.put(key, place);
                map.put(key, place);
            }
            long asked = (long) random.nextInt(40) << 40 | random.nextInt(100);
            assertEquals(map.get(asked), table.get(asked));
        }
    }
}
