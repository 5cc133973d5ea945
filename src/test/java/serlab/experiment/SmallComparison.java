package serlab.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import serlab.corpus.Corpus;
import serlab.corpus.synthetic.SyntheticSpec;
import serlab.feature.cache.FeatureCache;
import serlab.feature.cache.FeatureLoader;
import serlab.tracking.outbox.OutboxTracker;
import serlab.tracking.server.Destination;
import serlab.training.Epoch;

/** A comparison that takes seconds. */
final class SmallComparison {
    static final String SMALL = """
            name: small
            split: {protocol: random-stratified, folds: [0, 1]}
            features: {type: mfcc, coefficients: 13, frames: 60}
            model: {type: mfcc-cnn, filters: [4, 8], dense: 16}
            training: {epochs: 2, batch: 16}
            """;
    static final Corpus CORPUS = new SyntheticSpec(4, 2, 1).open(null);

    private SmallComparison() {
    }

    static ComparisonResult run(Path folder, String file, String out, ExperimentListener listener)
            throws InterruptedException {
        return run(folder, file, out, listener, CORPUS);
    }

    static ComparisonResult run(Path folder, String file, String out, ExperimentListener listener, Corpus corpus)
            throws InterruptedException {
        ComparisonSpec spec = ComparisonSpec.of(ExperimentFile.parse(file, "file"));
        try (OutboxTracker tracker = new OutboxTracker(Destination.at(URI.create("http://127.0.0.1:9")),
                folder.resolve("mlruns"), Map.of())) {
            return new Comparison(spec, new RunOptions(folder.resolve(out), 1, true), tracker, listener).run(corpus,
                    loader(folder),
                    new Provenance("test", Optional.empty(), false));
        }
    }

    static FeatureLoader loader(Path folder) {
        return new FeatureLoader(new FeatureCache(folder.resolve("cache")));
    }

    /** Interrupts the thread that waits once some trainings are done. */
    static class Listener implements ExperimentListener {
        final List<String> notices = new ArrayList<>();
        private final Thread caller = Thread.currentThread();
        private final int stopAfter;
        private int done;
        int epochs;
        boolean finishedBefore;

        Listener(int stopAfter) {
            this.stopAfter = stopAfter;
        }

        @Override
        public void featuresProgress(String variant, int clipsDone, int total) {
            // features are not what is tested
        }

        @Override
        public void trainingStarts(int trainings, int allEpochs, int workers) {
            assertEquals(1, workers);
        }

        @Override
        public void epochDone(TrainingKey training, Epoch epoch, int plannedEpochs) {
            epochs++;
        }

        @Override
        public void trainingDone(TrainingResult result, int plannedEpochs) {
            if (++done == stopAfter) {
                caller.interrupt();
            }
        }

        @Override
        public void trainingFailed(FailedTraining failed, int planned) {
            notices.add("failed: " + failed.text());
        }

        @Override
        public void finishedBefore(String message) {
            finishedBefore = true;
            notice(message);
        }

        @Override
        public void notice(String message) {
            notices.add(message);
        }
    }
}
