package serlab.bench;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import serlab.feature.cache.CacheFolder;
import serlab.feature.cache.FeatureCache;

/**
 * Benchmark of a feature cache with many entries, of four settings: how long it takes to fill it, to list it, to find the first
 * entry of each setting in it and then the others, and to prune it to half.
 *
 * @param folder  a new folder
 * @param entries how many
 * @param bytes   of each; 352 are the 88 numbers of eGeMAPS
 */
public record CacheBenchmark(Path folder, int entries, int bytes) {
    private static final int SETTINGS = 4;
    /** As many others are found. */
    private static final int SOUGHT = 10_000;

    /**
     * What was found, and seconds that were taken.
     *
     * @param listed entries that were found
     * @param left   entries after pruning
     * @param fill   to write all
     * @param list   to list all
     * @param open   to find one entry of each setting, first
     * @param find   to find another, in microseconds
     * @param prune  to prune to half
     */
    public record Result(int listed, int left, double fill, double list, double open, double find, double prune) {
    }

    /** Makes the entries, measures, and removes them. */
    public Result run() {
        CacheFolder cache = new CacheFolder(folder);
        List<Double> times = new ArrayList<>();
        times.add(seconds(this::fill));
        int[] counted = new int[2];
        times.add(seconds(() -> counted[0] = count(cache)));
        FeatureCache reader = cache();
        times.add(seconds(() -> {
            for (int i = 0; i < SETTINGS; i++) {
                find(reader, i);
            }
        }));
        times.add(seconds(() -> {
            for (int i = 0; i < SOUGHT; i++) {
                find(reader, (int) ((long) entries * i / SOUGHT));
            }
        }));
        long all = cache.bytes();
        times.add(seconds(() -> cache.trim(all / 2)));
        counted[1] = count(cache);
        cache.clear();
        return new Result(counted[0], counted[1], times.get(0), times.get(1), times.get(2), times.get(3) / SOUGHT * 1e6, times.get(4));
    }

    private FeatureCache cache() {
        return new FeatureCache(folder, Long.MAX_VALUE);
    }

    private void fill() {
        FeatureCache cache = cache();
        byte[] content = new byte[bytes];
        for (int i = 0; i < entries; i++) {
            cache.keep(key(i), kind(i), content);
        }
        cache.warnings().stream().findFirst().ifPresent(warning -> {
            throw new IllegalStateException(warning);
        });
    }

    private void find(FeatureCache cache, int number) {
        if (cache.find(key(number), kind(number)).isEmpty()) {
            throw new IllegalStateException("entry " + number + " is not found");
        }
    }

    private static byte[] key(int number) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    }

    private static String kind(int number) {
        return "settings " + number % SETTINGS;
    }

    private static int count(CacheFolder cache) {
        return cache.usage().stream().mapToInt(CacheFolder.Usage::features).sum();
    }

    private static double seconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }
}
