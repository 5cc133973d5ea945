package serlab.feature.cache;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.InvalidInputException;
import serlab.audio.Waveform;
import serlab.feature.FeatureSpec;
import serlab.feature.Golden;
import serlab.feature.MfccSpec;
import serlab.feature.WaveformChange;

class FeatureCacheTest {
    private static final FeatureSpec SPEC = MfccSpec.defaults().with(Map.of("coefficients", 13, "frames", 50));

    @TempDir
    Path folder;

    private final byte[] clip = Golden.bytes("features.wav");

    @Test
    void hitIsMissBitForBit() throws IOException {
        FeatureCache cache = new FeatureCache(folder);
        float[][] computed = SPEC.extract(Golden.signal());
        assertArrayEquals(computed, cache.get(clip, "clip", SPEC));
        byte[] written = Files.readAllBytes(segment());
        assertArrayEquals(computed, new FeatureCache(folder).get(clip, "clip", SPEC));
        assertArrayEquals(written, Files.readAllBytes(segment()));
    }

    /** The only segment. */
    private Path segment() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> all = files.filter(file -> file.toString().endsWith(Segment.DATA)).toList();
            assertEquals(1, all.size());
            return all.get(0);
        }
    }

    /** Versions before segments kept each feature in a file of its own, as large ones still are. */
    @Test
    void anotherVersionOfAChangeHasAnotherEntry() {
        FeatureCache cache = new FeatureCache(folder);
        assertNotEquals(cache.entryOf(clip, SPEC, change(""), true), cache.entryOf(clip, SPEC, change(" code 2"), true));
    }

    private static WaveformChange change(String code) {
        return new WaveformChange() {
            @Override
            public String id() {
                return "a change";
            }

            @Override
            public String code() {
                return code;
            }

            @Override
            public Waveform apply(Waveform waveform) {
                return waveform;
            }
        };
    }

    @Test
    void readsTheFileInsteadOfComputing() throws IOException {
        FeatureCache cache = new FeatureCache(folder);
        float[][] other = new float[13][50];
        other[3][7] = 42;
        Path file = entry(cache, clip, SPEC).file();
        Files.createDirectories(file.getParent());
        Files.write(file, FeatureFile.encode(other));
        assertArrayEquals(other, cache.get(clip, "clip", SPEC));
        assertEquals(1, new CacheFolder(folder).usage().get(0).features());
    }

    private static BoundedFolder.Entry entry(FeatureCache cache, byte[] content, FeatureSpec spec) {
        return cache.entryOf(content, spec, WaveformChange.NONE, false);
    }

    @Test
    void aLargeOneHasAFileOfItsOwn() throws IOException {
        byte[] large = new byte[SegmentFolder.MOST_BYTES];
        large[7] = 1;
        FeatureCache cache = new FeatureCache(folder);
        cache.keep(clip, "large", large);
        assertArrayEquals(large, new FeatureCache(folder).find(clip, "large").orElseThrow());
        try (Stream<Path> files = Files.walk(folder)) {
            assertEquals(List.of("feature", "txt"), files.filter(Files::isRegularFile)
                    .map(file -> file.toString().replaceAll(".*[.]", "")).sorted().toList());
        }
    }

    @Test
    void whatIsDamagedIsComputedAgainAndThenFound() throws IOException {
        float[][] expected = new FeatureCache(folder).get(clip, "clip", SPEC);
        Path segment = segment();
        byte[] whole = Files.readAllBytes(segment);
        byte[] content = whole.clone();
        content[100] ^= 1;
        byte[] key = whole.clone();
        key[20] ^= 1;
        for (byte[] damaged : List.of(content, key, Arrays.copyOf(whole, 200), new byte[0])) {
            new CacheFolder(folder).clear();
            Files.createDirectories(segment.getParent());
            Files.write(segment, damaged);
            Files.write(Segment.indexOf(segment), index(whole));
            FeatureCache cache = new FeatureCache(folder);
            assertTrue(new FeatureCache(folder).find(clip, SPEC, false).isEmpty());
            assertArrayEquals(expected, cache.get(clip, "clip", SPEC));
            assertArrayEquals(expected, new FeatureCache(folder).find(clip, SPEC, false).orElseThrow());
            assertEquals(List.of(), cache.warnings());
        }
    }

    /** The index of a segment of one entry. */
    private static byte[] index(byte[] segment) {
        return ByteBuffer.allocate(Segment.INDEX_BYTES).put(segment, 0, Long.BYTES).putInt(0)
                .putInt(segment.length - Segment.KEY_BYTES).array();
    }

    /** A cache may be shared: what one user may read of a folder, others may read of it, as of any file. */
    @Test
    void filesMayBeReadByWhomTheSystemLets() throws IOException {
        FeatureCache cache = new FeatureCache(folder);
        cache.get(clip, "clip", SPEC);
        Path usual = Files.writeString(folder.resolve("usual"), "");
        if (usual.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertEquals(Files.getPosixFilePermissions(usual), Files.getPosixFilePermissions(segment()));
        }
    }

    @Test
    void otherSettingsAndOtherContentAreOtherKeys() {
        FeatureCache cache = new FeatureCache(folder);
        String key = entry(cache, clip, SPEC).key();
        assertNotEquals(key, entry(cache, clip, SPEC.with(Map.of("topDb", 70))).key());
        byte[] other = clip.clone();
        other[1000] ^= 1;
        assertNotEquals(key, entry(cache, other, SPEC).key());
    }

    @Test
    void unusableFolderOnlyWarnsOnce() throws IOException {
        Path occupied = Files.writeString(folder.resolve("file"), "not a folder");
        FeatureCache cache = new FeatureCache(occupied);
        float[][] expected = SPEC.extract(Golden.signal());
        assertArrayEquals(expected, cache.get(clip, "clip", SPEC));
        assertArrayEquals(expected, cache.get(clip, "clip", SPEC));
        assertEquals(1, cache.warnings().size());
        assertContains(cache.warnings().get(0), occupied.toString());
        assertContains(cache.warnings().get(0), "SER_CACHE");
    }

    @Test
    void clipsThatCannotBeUsedAreNamedAndNotKept() throws IOException {
        String message = assertThrows(InvalidInputException.class,
                () -> new FeatureCache(folder).get(new byte[] {1, 2, 3}, "odd.wav", SPEC)).getMessage();
        assertContains(message, "odd.wav");
        try (var files = Files.walk(folder)) {
            assertEquals(0, files.filter(Files::isRegularFile).count());
        }
    }

    @Test
    void folderComesFromTheEnvironmentFirst() {
        assertEquals(folder, FeatureCache.defaultDirectory(Map.of("SER_CACHE", folder.toString())));
        Path ofSystem = FeatureCache.defaultDirectory(Map.of());
        assertTrue(ofSystem.endsWith(Path.of("serlab", "features")), ofSystem.toString());
    }
}
