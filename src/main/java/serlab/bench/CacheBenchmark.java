package serlab.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import serlab.feature.cache.CacheFolder;

/**
 * Benchmark of a feature cache with many entries: how long it takes to list it, and to prune it to half. The entries are empty
 * but for a few bytes: what takes time is their number.
 *
 * @param folder a new folder
 * @param entries how many
 */
public record CacheBenchmark(Path folder, int entries) {
    private static final int SETTINGS = 4;
    private static final int SHARDS = 256;
    private static final int BYTES = 16;

    /**
     * Seconds that were taken.
     *
     * @param listed entries that were found
     * @param left   entries after pruning
     * @param list   to list all
     * @param prune  to prune to half
     */
    public record Result(int listed, int left, double list, double prune) {
    }

    /** Makes the entries, measures, and removes them. */
    public Result run() {
        make();
        CacheFolder cache = new CacheFolder(folder);
        long start = System.nanoTime();
        int listed = count(cache);
        double list = seconds(start);
        start = System.nanoTime();
        cache.trim((long) entries * BYTES / 2);
        double prune = seconds(start);
        int left = count(cache);
        cache.clear();
        return new Result(listed, left, list, prune);
    }

    private static int count(CacheFolder cache) {
        return cache.usage().stream().mapToInt(CacheFolder.Usage::files).sum();
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private void make() {
        byte[] content = new byte[BYTES];
        try {
            for (int shard = 0; shard < SETTINGS * SHARDS; shard++) {
                Files.createDirectories(shard(shard));
            }
            for (int i = 0; i < entries; i++) {
                Files.write(shard(i % (SETTINGS * SHARDS)).resolve(String.format(Locale.ROOT, "%064x.feature", i)), content);
            }
        } catch (IOException e) {
            throw new IllegalStateException("'" + folder + "' cannot be filled: " + e.getMessage(), e);
        }
    }

    private Path shard(int number) {
        return folder.resolve("settings-" + number % SETTINGS).resolve(String.format(Locale.ROOT, "%02x", number / SETTINGS));
    }
}
