package serlab.feature.cache;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.InvalidInputException;
import serlab.feature.FeatureSpec;
import serlab.feature.Golden;
import serlab.feature.MfccSpec;

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
        Path file = cache.fileOf(clip, SPEC);
        byte[] written = Files.readAllBytes(file);
        assertArrayEquals(computed, new FeatureCache(folder).get(clip, "clip", SPEC));
        assertArrayEquals(written, Files.readAllBytes(file));
        assertEquals(folder, file.getParent().getParent().getParent());
        try (var files = Files.list(file.getParent())) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void readsTheFileInsteadOfComputing() throws IOException {
        FeatureCache cache = new FeatureCache(folder);
        float[][] other = new float[13][50];
        other[3][7] = 42;
        Path file = cache.fileOf(clip, SPEC);
        Files.createDirectories(file.getParent());
        Files.write(file, FeatureFile.encode(other));
        assertArrayEquals(other, cache.get(clip, "clip", SPEC));
    }

    @Test
    void damagedFilesAreComputedAgainAndReplaced() throws IOException {
        FeatureCache cache = new FeatureCache(folder);
        float[][] expected = cache.get(clip, "clip", SPEC);
        Path file = cache.fileOf(clip, SPEC);
        byte[] whole = Files.readAllBytes(file);
        byte[] flipped = whole.clone();
        flipped[100] ^= 1;
        for (byte[] damaged : List.of(flipped, Arrays.copyOf(whole, 200), new byte[0])) {
            Files.write(file, damaged);
            assertArrayEquals(expected, cache.get(clip, "clip", SPEC));
            assertArrayEquals(whole, Files.readAllBytes(file));
        }
        assertEquals(List.of(), cache.warnings());
    }

    /** A cache may be shared: what one user may read of a folder, others may read of it, as of any file. */
    @Test
    void filesMayBeReadByWhomTheSystemLets() throws IOException {
        FeatureCache cache = new FeatureCache(folder);
        cache.get(clip, "clip", SPEC);
        Path usual = Files.writeString(folder.resolve("usual"), "");
        if (usual.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertEquals(Files.getPosixFilePermissions(usual), Files.getPosixFilePermissions(cache.fileOf(clip, SPEC)));
        }
    }

    @Test
    void otherSettingsAndOtherContentAreOtherKeys() {
        FeatureCache cache = new FeatureCache(folder);
        Path file = cache.fileOf(clip, SPEC);
        assertNotEquals(file, cache.fileOf(clip, SPEC.with(Map.of("topDb", 70))));
        byte[] other = clip.clone();
        other[1000] ^= 1;
        assertNotEquals(file, cache.fileOf(other, SPEC));
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
