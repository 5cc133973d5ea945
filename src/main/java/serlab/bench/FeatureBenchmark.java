package serlab.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import serlab.audio.AudioDecoder;
import serlab.feature.FeatureSpec;
import serlab.feature.LogMelSpec;
import serlab.feature.MfccSpec;
import serlab.feature.RmsSpec;
import serlab.feature.ZeroCrossingRateSpec;
import serlab.feature.dsp.SignalAnalysis;

/**
 * Measurement of how fast log-mel spectrogram, MFCC, zero-crossing rate and RMS of recordings are computed, decoding
 * included.
 */
public final class FeatureBenchmark {
    private static final List<FeatureSpec> FEATURES = List.of(LogMelSpec.defaults(), MfccSpec.defaults(),
            ZeroCrossingRateSpec.defaults(), RmsSpec.defaults());

    private final List<Path> files;

    /** @param files the recordings */
    public FeatureBenchmark(List<Path> files) {
        this.files = List.copyOf(files);
    }

    /**
     * How long one pass over all recordings took.
     *
     * @param wallSeconds by the clock
     * @param cpuSeconds  of the threads that computed, all together
     */
    public record Time(double wallSeconds, double cpuSeconds) {
    }

    /** Computes all features of all recordings, {@code threads} recordings at a time. */
    public Time pass(int threads) throws InterruptedException {
        long start = System.nanoTime();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Long>> shares = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int first = thread;
                shares.add(pool.submit(() -> share(first, threads)));
            }
            long cpu = 0;
            for (Future<Long> share : shares) {
                cpu += share.get();
            }
            return new Time((System.nanoTime() - start) / 1e9, cpu / 1e9);
        } catch (ExecutionException e) {
            throw new IllegalStateException("computing a feature failed", e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    /** Every {@code threads}-th recording; CPU nanoseconds. */
    private long share(int first, int threads) {
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        long start = clock.getCurrentThreadCpuTime();
        for (int i = first; i < files.size(); i += threads) {
            SignalAnalysis analysis = new SignalAnalysis(AudioDecoder.read(files.get(i)));
            FEATURES.forEach(feature -> feature.full(analysis));
        }
        return clock.getCurrentThreadCpuTime() - start;
    }
}
