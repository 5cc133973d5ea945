package serlab.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import serlab.corpus.Corpus;
import serlab.experiment.Comparison;
import serlab.experiment.ComparisonSpec;
import serlab.experiment.ExperimentListener;
import serlab.experiment.Provenance;
import serlab.experiment.RunOptions;
import serlab.experiment.Untracked;
import serlab.feature.cache.FeatureLoader;
import serlab.tracking.Run;
import serlab.tracking.RunRequest;
import serlab.tracking.RunStatus;
import serlab.tracking.Tracker;

/**
 * Measurement of what tracking costs: how fast metric points are written and delivered, and how much longer an experiment
 * takes with tracking than without.
 */
public final class TrackingBenchmark {
    private static final String EXPERIMENT = "bench tracking";
    private static final int METRICS_PER_STEP = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Supplier<Tracker> trackers;

    /** @param trackers opens a tracker to measure */
    public TrackingBenchmark(Supplier<Tracker> trackers) {
        this.trackers = trackers;
    }

    /**
     * Metric points of one run.
     *
     * @param written   seconds until all were safe on disk
     * @param delivered seconds until the server had all of them; empty if it did not take them
     */
    public record Points(int points, double written, Optional<Double> delivered) {
    }

    /**
     * One experiment, from its first feature to its last record.
     *
     * @param wallSeconds by the clock
     * @param cpuSeconds  of all threads of this process
     */
    public record Time(double wallSeconds, double cpuSeconds) {
    }

    /** Logs metrics of {@code points / 10} steps, ten a step. */
    public Points points(int points) {
        try (Tracker tracker = trackers.get();
                Run run = tracker.start(new RunRequest(EXPERIMENT, points + " points", null, Map.of("kind", "benchmark")))) {
            tracker.flush(PATIENCE);
            long start = System.nanoTime();
            for (int step = 1; step <= points / METRICS_PER_STEP; step++) {
                Map<String, Double> metrics = new LinkedHashMap<>();
                for (int metric = 0; metric < METRICS_PER_STEP; metric++) {
                    metrics.put("bench/metric_" + metric, (double) step * metric);
                }
                run.metrics(metrics, step);
            }
            double written = (System.nanoTime() - start) / 1e9;
            boolean all = tracker.flush(PATIENCE);
            double delivered = (System.nanoTime() - start) / 1e9;
            run.finish(RunStatus.FINISHED);
            return new Points(points, written, all ? Optional.of(delivered) : Optional.empty());
        }
    }

    /**
     * Runs an experiment, one training at a time.
     *
     * @param tracked whether it is tracked
     * @param out     new folder for its results
     */
    public Time experiment(ComparisonSpec spec, Corpus corpus, FeatureLoader loader, Provenance provenance,
                           boolean tracked, Path out) throws InterruptedException {
        long cpu = cpuNanos();
        long start = System.nanoTime();
        try (Tracker tracker = tracked ? trackers.get() : new Untracked()) {
            new Comparison(spec, new RunOptions(out, 1, false).trainingAnew(), tracker, ExperimentListener.silent()).run(corpus, loader, provenance);
        }
        return new Time((System.nanoTime() - start) / 1e9, (cpuNanos() - cpu) / 1e9);
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
