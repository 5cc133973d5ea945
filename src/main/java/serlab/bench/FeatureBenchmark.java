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
import java.util.function.DoubleFunction;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import serlab.audio.Resampler;
import serlab.audio.Waveform;
import serlab.audio.file.AudioDecoder;
import serlab.augment.PitchShift;
import serlab.augment.Range;
import serlab.augment.StretchMethod;
import serlab.augment.TimeStretch;
import serlab.feature.FeatureSpec;
import serlab.feature.LogMelSpec;
import serlab.feature.MfccSpec;
import serlab.feature.RmsSpec;
import serlab.feature.ZeroCrossingRateSpec;
import serlab.feature.dsp.SignalAnalysis;

/** Measurement of how fast something is done to many recordings. */
public final class FeatureBenchmark {
    private static final List<FeatureSpec> FEATURES = List.of(LogMelSpec.defaults(), MfccSpec.defaults(),
            ZeroCrossingRateSpec.defaults(), RmsSpec.defaults());

    /** Changes of tempo, as factors, and of pitch, in semitones: at most so far from none. */
    private static final double TEMPOS = 0.15;
    private static final double SEMITONES = 2;

    private final int recordings;
    private final IntConsumer work;

    private FeatureBenchmark(int recordings, IntConsumer work) {
        this.recordings = recordings;
        this.work = work;
    }

    /** Log-mel spectrogram, MFCC, zero-crossing rate and RMS of files, decoding included. */
    public static FeatureBenchmark features(List<Path> files) {
        return new FeatureBenchmark(files.size(), i -> {
            SignalAnalysis analysis = new SignalAnalysis(AudioDecoder.read(files.get(i)));
            FEATURES.forEach(feature -> feature.full(analysis));
        });
    }

    /** Another tempo of each recording: from 0.85 for the first to 1.15 for the last. */
    public static FeatureBenchmark timeStretch(List<Waveform> recordings, StretchMethod method) {
        List<TimeStretch> changes = spread(recordings.size(), TEMPOS, change ->
                new TimeStretch(new Range(1 + change, 1 + change), 1, method));
        return new FeatureBenchmark(recordings.size(), i -> changes.get(i).apply(recordings.get(i), RandomGenerator.getDefault()));
    }

    /** Another pitch of each recording, at its sampling rate: from 2 semitones down for the first to 2 up for the last. */
    public static FeatureBenchmark pitchShift(List<Waveform> recordings) {
        List<PitchShift> changes = spread(recordings.size(), SEMITONES, change -> new PitchShift(new Range(change, change), 1));
        return new FeatureBenchmark(recordings.size(), i -> Resampler.resample(changes.get(i).apply(recordings.get(i),
                RandomGenerator.getDefault()), recordings.get(i).sampleRate()));
    }

    private static <T> List<T> spread(int count, double most, DoubleFunction<T> of) {
        return IntStream.range(0, count).mapToObj(i -> of.apply(count == 1 ? -most : most * (2.0 * i / (count - 1) - 1))).toList();
    }

    /**
     * How long one pass over all recordings took.
     *
     * @param wallSeconds by the clock
     * @param cpuSeconds  of the threads that computed, all together
     */
    public record Time(double wallSeconds, double cpuSeconds) {
        /** Of one turn, where a pass took all recordings so many times. */
        public Time over(int turns) {
            return new Time(wallSeconds / turns, cpuSeconds / turns);
        }
    }

    /** Does it to all recordings, {@code threads} at a time. */
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
        for (int i = first; i < recordings; i += threads) {
            work.accept(i);
        }
        return clock.getCurrentThreadCpuTime() - start;
    }
}
