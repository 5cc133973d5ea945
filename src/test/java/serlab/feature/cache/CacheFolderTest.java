package serlab.feature.cache;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.audio.Waveform;
import serlab.audio.file.WavEncoder;
import serlab.feature.FeatureSpec;
import serlab.feature.LogMelSpec;
import serlab.feature.WaveformChange;

@Tag("slow")
class CacheFolderTest {
    /** 16 + 4 x 16 x 8 bytes each. */
    static final FeatureSpec SPEC = LogMelSpec.defaults().with(Map.of("sampleRate", 8000, "fMaxHz", 4000, "fftSize", 256,
            "hopLength", 128, "bands", 16, "frames", 8));
    static final int FILE_BYTES = 16 + 4 * 16 * 8;
    static final int ENTRY_BYTES = FILE_BYTES + Segment.KEY_BYTES + Segment.INDEX_BYTES;

    @TempDir
    Path folder;

    static byte[] clip(int number) {
        float[] samples = new float[1600];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (0.5 * Math.sin((0.05 + 0.0001 * number) * i));
        }
        return WavEncoder.encode16(new Waveform(samples, 8000));
    }

    private static List<Path> segments(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> path.toString().endsWith(Segment.DATA)).toList();
        }
    }

    private static int count(Path folder) {
        return new CacheFolder(folder).usage().stream().mapToInt(CacheFolder.Usage::features).sum();
    }

    @Test
    void countsFeaturesBySettings() throws IOException {
        FeatureCache cache = new FeatureCache(folder);
        FeatureSpec other = SPEC.with(Map.of("frames", 16));
        cache.get(clip(1), "1", SPEC);
        cache.get(clip(2), "2", SPEC);
        cache.get(clip(2), "2", other);
        List<CacheFolder.Usage> usage = new CacheFolder(folder).usage();
        assertEquals(List.of(SPEC.id(), other.id()).stream().sorted().toList(),
                usage.stream().map(CacheFolder.Usage::settings).sorted().toList());
        assertEquals(3, usage.stream().mapToInt(CacheFolder.Usage::features).sum());
        assertEquals(2, segments(folder).size());
        assertEquals(3 * ENTRY_BYTES + 4 * 16 * 8, new CacheFolder(folder).bytes());
    }

    /** With a limit as small as this, each is in a segment of its own. */
    @Test
    void theLeastRecentlyUsedGoFirst() throws IOException {
        FeatureCache cache = new FeatureCache(folder, 60 * ENTRY_BYTES);
        List<Path> inOrder = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            cache.get(clip(i), "clip", SPEC);
            Path added = segments(folder).stream().filter(path -> !inOrder.contains(path)).findFirst().orElseThrow();
            Files.setLastModifiedTime(added, FileTime.from(Instant.now().minus(Duration.ofDays(9 - i))));
            inOrder.add(added);
        }
        cache.get(clip(0), "clip", SPEC);
        assertEquals(2 * ENTRY_BYTES, new CacheFolder(folder).trim(2 * ENTRY_BYTES + 10));
        assertEquals(Set.of(inOrder.get(0), inOrder.get(3)), Set.copyOf(segments(folder)), "the first was used last");
        for (int i = 0; i < 4; i++) {
            assertEquals(i == 0 || i == 3, cache.find(clip(i), SPEC, false).isPresent(), "clip " + i);
        }
    }

    @Test
    void neverExceedsItsLimit() throws IOException {
        int limit = 10 * ENTRY_BYTES;
        FeatureCache cache = new FeatureCache(folder, limit);
        for (int i = 0; i < 40; i++) {
            cache.get(clip(i), "clip", SPEC);
            assertTrue(new CacheFolder(folder).bytes() <= limit, "after clip " + i);
        }
        assertTrue(count(folder) >= 8, "keeps what fits");
        FeatureCache none = new FeatureCache(folder.resolve("none"), 0);
        assertArrayEquals(cache.get(clip(39), "clip", SPEC), none.get(clip(39), "clip", SPEC));
        assertEquals(0, new CacheFolder(folder.resolve("none")).bytes());
    }

    @Test
    void clearingLeavesForeignFilesAlone() throws IOException {
        new FeatureCache(folder).get(clip(1), "clip", SPEC);
        Path foreign = Files.writeString(folder.resolve("thesis.txt"), "mine");
        new CacheFolder(folder).clear();
        try (Stream<Path> left = Files.walk(folder)) {
            assertEquals(List.of(folder, foreign), left.toList());
        }
        assertEquals(List.of(), new CacheFolder(folder.resolve("nowhere")).usage());
    }

    @Test
    void removesWhatKilledProcessesLeft() throws IOException {
        for (String name : List.of("unfinished123.tmp", "1.segment", "2.index")) {
            Path left = Files.writeString(folder.resolve(name), "half");
            new CacheFolder(folder).usage();
            assertTrue(Files.exists(left), "may be another process's, being written");
            Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
            assertEquals(List.of(), new CacheFolder(folder).usage());
            assertFalse(Files.exists(left));
        }
    }

    /** An index that is empty, cut off within an entry's place or written over, and a file of entries that is cut off. */
    @Test
    void whatIsDamagedIsNamedAndGoesWithThePruning() throws IOException {
        for (int damage = 0; damage < 3; damage++) {
            Path own = folder.resolve("damage" + damage);
            FeatureCache cache = new FeatureCache(own);
            for (int i = 0; i < 5; i++) {
                cache.get(clip(i), "clip", SPEC);
            }
            Path data = segments(own).get(0);
            Path index = Segment.indexOf(data);
            byte[] places = Files.readAllBytes(index);
            Arrays.fill(places, 20, 40, (byte) 7);
            Files.write(damage == 2 ? data : index, damage == 0 ? new byte[0] : damage == 1 ? places : new byte[100]);
            assertFalse(new CacheFolder(own).usage().stream().anyMatch(one -> one.settings().equals(CacheFolder.DAMAGED)),
                    "may be being written");
            Files.setLastModifiedTime(data, FileTime.from(Instant.now().minus(Duration.ofMinutes(1))));
            List<CacheFolder.Usage> usage = new CacheFolder(own).usage();
            assertEquals(List.of(CacheFolder.DAMAGED), usage.stream().map(CacheFolder.Usage::settings).toList(), "damage " + damage);
            assertEquals(0, usage.get(0).features());
            assertEquals(0, new CacheFolder(own).trim(Long.MAX_VALUE));
            assertEquals(List.of(), segments(own));
            assertArrayEquals(SPEC.extract(clip(1), "clip", WaveformChange.NONE), new FeatureCache(own).get(clip(1), "clip", SPEC));
        }
    }

    @Test
    void emptySettingsAreSaidAndWrittenAgain() throws IOException {
        new FeatureCache(folder).get(clip(1), "clip", SPEC);
        Path settings = segments(folder).get(0).resolveSibling(CacheFolder.SETTINGS);
        Files.write(settings, new byte[0]);
        assertEquals("unknown: settings.txt is empty", new CacheFolder(folder).usage().get(0).settings());
        new FeatureCache(folder).get(clip(2), "clip", SPEC);
        assertEquals(SPEC.id(), new CacheFolder(folder).usage().get(0).settings());
    }

    @Test
    void aFileIsNoCacheFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "mine");
        assertFalse(new CacheFolder(file).usable());
        assertFalse(new CacheFolder(file.resolve("below")).usable());
        assertTrue(new CacheFolder(folder).usable());
        assertTrue(new CacheFolder(folder.resolve("new/one")).usable());
        assertFalse(Files.exists(folder.resolve("new")));
    }

    /** Two processes fill and trim one cache, one of them killed again and again; whatever they left is whole. */
    @Test
    void survivesKillsAtAnyInstant() throws Exception {
        long limit = 200 * ENTRY_BYTES;
        Process steady = start(limit);
        try {
            for (int round = 0; round < 4; round++) {
                Process victim = start(limit);
                assertEquals(CacheFiller.BEGUN, victim.inputReader().readLine());
                victim.waitFor(150 + 130 * round, TimeUnit.MILLISECONDS);
                assertTrue(victim.isAlive(), "the process ended by itself");
                victim.destroyForcibly().waitFor();
            }
        } finally {
            steady.destroyForcibly().waitFor();
        }
        assertTrue(count(folder) > 0);
        for (Path segment : segments(folder)) {
            if (!Files.exists(Segment.indexOf(segment))) {
                continue; // killed while it was begun, or removed
            }
            ByteBuffer places = ByteBuffer.wrap(Files.readAllBytes(Segment.indexOf(segment)));
            byte[] data = Files.readAllBytes(segment);
            while (places.remaining() >= Segment.INDEX_BYTES) {
                places.getLong();
                int from = places.getInt() + Segment.KEY_BYTES;
                byte[] content = Arrays.copyOfRange(data, from, from + places.getInt());
                assertTrue(FeatureFile.decode(content, SPEC.bands(), SPEC.frames()).isPresent(), segment + " at " + from);
            }
        }
        FeatureCache cache = new FeatureCache(folder, limit);
        for (int i = 0; i < 300; i++) {
            assertArrayEquals(SPEC.extract(clip(i), "clip", WaveformChange.NONE), cache.get(clip(i), "clip", SPEC), "clip " + i);
        }
        assertEquals(List.of(), cache.warnings());
        assertTrue(new CacheFolder(folder).bytes() <= limit);
    }

    private Process start(long limit) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                CacheFiller.class.getName(), folder.toString(), Long.toString(limit)));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    /** Fills a cache until it is killed; says when the first clip is in it. */
    static final class CacheFiller {
        private static final String BEGUN = "begun";

        private CacheFiller() {
        }

        public static void main(String[] arguments) {
            FeatureCache cache = new FeatureCache(Path.of(arguments[0]), Long.parseLong(arguments[1]));
            for (int i = 0; ; i++) {
                cache.get(clip(i % 3000), "clip", SPEC);
                if (i == 0) {
                    System.out.println(BEGUN);
                }
            }
        }
    }
}
