package serlab.bench;

import java.nio.file.Path;
import serlab.experiment.ExperimentFile;
import serlab.lab.SweepRun;
import serlab.sweep.SweepListener;
import serlab.sweep.SweepStatus;
import serlab.sweep.engine.Job;
import serlab.sweep.engine.Outcome;
import serlab.sweep.search.Configuration;

/**
 * Sweep of short trials of one network on synthetic voices, in worker processes as {@code ./ser sweep} starts them, with some
 * trials at a time.
 */
public final class TrialsBenchmark {
    private static final String SWEEP = """
            name: bench-trials
            experiment:
              corpus: {type: synthetic, clipsPerEmotion: 8}
              split: {protocol: actor-folds-5, folds: [0]}
              features: {type: log-mel, bands: 64, frames: 112}
              model: {type: logmel-stats-cnn}
              training: {epochs: %d, earlyStopping: 0, keep: last}
            search:
              training.learningRate: {logUniform: [2e-4, 5e-3]}
            sampler: {type: random, trials: %d}
            finalists: {count: 0}
            seed: 1
            """;

    private final SweepRun sweeps;
    private final int epochs;

    /** @param epochs of each trial */
    public TrialsBenchmark(SweepRun sweeps, int epochs) {
        this.sweeps = sweeps;
        this.epochs = epochs;
    }

    /**
     * What a sweep took.
     *
     * @param seconds      from the reading of its file to the end of its last trial
     * @param firstSeconds from the reading of its file until the first trial trained
     */
    public record Time(double seconds, double firstSeconds) {
    }

    /**
     * Carries out a sweep.
     *
     * @param folder that gets its state, empty or not there
     */
    public Time of(int trials, int workers, Path folder) throws InterruptedException {
        Watch watch = new Watch();
        ExperimentFile file = ExperimentFile.parse(SWEEP.formatted(epochs, trials), "bench trials");
        SweepRun.Opened opened = sweeps.open(file, sweeps.read(file));
        sweeps.search(opened, folder, SweepRun.EngineSource.local(workers), workers, watch);
        return new Time(watch.elapsed(), watch.first);
    }

    /** When trials ended. */
    private static final class Watch implements SweepListener {
        private final long start = System.nanoTime();
        private double first = Double.POSITIVE_INFINITY;

        double elapsed() {
            return 1e-9 * (System.nanoTime() - start);
        }

        @Override
        public void moved(SweepStatus status) {
            // only ends are of interest
        }

        @Override
        public void jobDone(Job job, Configuration point, Outcome outcome, SweepStatus status) {
            if (outcome.state() != Outcome.State.COMPLETE) {
                throw new IllegalStateException("trial " + job.trial() + " failed: " + outcome.message());
            }
            first = Math.min(first, elapsed() - outcome.seconds());
        }

        @Override
        public void notice(String message) {
            throw new IllegalStateException(message);
        }
    }
}
