package serlab.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.InvalidInputException;
import serlab.corpus.Corpus;
import serlab.corpus.SyntheticSpec;
import serlab.feature.FeatureCache;
import serlab.feature.FeatureLoader;
import serlab.model.ModelBundle;
import serlab.tracking.FolderTracker;
import serlab.training.Epoch;

class ComparisonTest {
    private static final String SMALL = """
            name: small
            split: {protocol: random-stratified, folds: [0, 1]}
            features: {type: mfcc, coefficients: 13, frames: 60}
            model: {type: mfcc-cnn, filters: [4, 8], dense: 16}
            training: {epochs: 2, batch: 16}
            """;
    private static final Corpus CORPUS = new SyntheticSpec(4, 2, 1).open(null);

    @TempDir
    private Path folder;

    @AfterEach
    void noInterruptionIsLeft() {
        Thread.interrupted();
    }

    @Test
    void anInterruptedComparisonGoesOnWhereItStopped() throws Exception {
        Listener whole = new Listener(-1);
        ComparisonResult expected = run(SMALL, "whole", whole);
        assertEquals(4, whole.epochs);
        assertFalse(Files.exists(folder.resolve("whole/unfinished")));

        assertThrows(InterruptedException.class, () -> run(SMALL, "broken", new Listener(1)));
        Thread.interrupted();
        assertTrue(Files.exists(folder.resolve("broken/unfinished")));
        Listener second = new Listener(-1);
        ComparisonResult resumed = run(SMALL, "broken", second);
        assertTrue(second.notices.contains("going on where the last run stopped: 1 of 2 trainings are done"),
                second.notices.toString());
        assertFalse(Files.exists(folder.resolve("broken/unfinished")));
        assertArrayEquals(uars(expected), uars(resumed));
        for (int i = 0; i < 2; i++) {
            TrialResult one = expected.variants().get(0).trials().get(i);
            TrialResult other = resumed.variants().get(0).trials().get(i);
            assertEquals(one.confusion(), other.confusion());
            assertEquals(ModelBundle.load(one.model()).network().params(),
                    ModelBundle.load(other.model()).network().params());
        }
    }

    @Test
    void anotherExperimentStartsAfresh() throws Exception {
        assertThrows(InterruptedException.class, () -> run(SMALL, "out", new Listener(1)));
        Thread.interrupted();
        Listener changed = new Listener(-1);
        run(SMALL.replace("dense: 16", "dense: 8"), "out", changed);
        assertTrue(changed.notices.stream().noneMatch(n -> n.contains("going on")), changed.notices.toString());
    }

    @Test
    void doubledClipsStandInTrainingAndTest() throws Exception {
        ComparisonResult honest = run(SMALL, "honest", new Listener(-1));
        ComparisonResult leaky = run(SMALL + "leaks: [doubled-clips]\n", "leaky", new Listener(-1));
        assertEquals(2 * tested(honest), tested(leaky), 2);
        assertTrue(leaky.provenance().endsWith("; LEAKY: every clip stands twice"), leaky.provenance());
        assertFalse(honest.provenance().contains("LEAKY"), honest.provenance());
        long both = leaky.corpus().clips().stream().filter(c -> c.id().endsWith(" (again)")).count();
        assertEquals(CORPUS.clips().size(), both);
    }

    @Test
    void copiesBeforeTheSplitAreTestedToo() throws Exception {
        ComparisonResult leaky = run(SMALL + "augment: [noise, {type: gain, copies: 2}]\n"
                + "leaks: [augmented-before-split, scaler-on-everything, checkpoint-on-test]\n", "leaky", new Listener(-1));
        assertEquals(4 * CORPUS.clips().size(), leaky.corpus().clips().size());
    }

    @Test
    void featuresTooSmallForTheNetworkAreRefusedBeforeAnythingIsDone() {
        String file = SMALL.replace("coefficients: 13", "coefficients: 2");
        InvalidInputException error = assertThrows(InvalidInputException.class,
                () -> run(file, "small", new Listener(-1)));
        assertTrue(error.getMessage().contains("2 x 60"), error.getMessage());
        assertFalse(Files.exists(folder.resolve("mlruns")));
        assertFalse(Files.exists(folder.resolve("cache")));
    }

    @Test
    void leaksAreKeptApartFromComparisons() {
        String file = SMALL + "leaks: [doubled-clips]\nvariants: [{name: a}, {name: b}]\n";
        assertTrue(assertThrows(InvalidInputException.class,
                () -> ComparisonSpec.of(ExperimentFile.parse(file, "file"))).getMessage().contains("'a' has leaks"));
        assertTrue(assertThrows(InvalidInputException.class,
                () -> ComparisonSpec.of(ExperimentFile.parse(SMALL + "leaks: [doubled-clip]\n", "file"))).getMessage()
                .startsWith("unknown leak 'doubled-clip'; did you mean 'doubled-clips'?"));
    }

    private ComparisonResult run(String file, String out, ExperimentListener listener)
            throws InterruptedException {
        ComparisonSpec spec = ComparisonSpec.of(ExperimentFile.parse(file, "file"));
        try (FolderTracker tracker = new FolderTracker(folder.resolve("mlruns"))) {
            return new Comparison(spec, new RunOptions(folder.resolve(out), 1, true), tracker, listener).run(CORPUS,
                    new FeatureLoader(new FeatureCache(folder.resolve("cache"))),
                    new Provenance("test", Optional.empty(), false));
        }
    }

    private static long tested(ComparisonResult result) {
        return result.variants().get(0).pooled().total();
    }

    private static double[] uars(ComparisonResult result) {
        return result.variants().get(0).values(report -> report.uar());
    }

    /** Interrupts the thread that waits once some trainings are done. */
    private static final class Listener implements ExperimentListener {
        final List<String> notices = new ArrayList<>();
        private final Thread caller = Thread.currentThread();
        private final int stopAfter;
        private int done;
        int epochs;

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
        public void epochDone(TrialKey trial, Epoch epoch, int plannedEpochs) {
            epochs++;
        }

        @Override
        public void trialDone(TrialResult result, int plannedEpochs) {
            if (++done == stopAfter) {
                caller.interrupt();
            }
        }

        @Override
        public void notice(String message) {
            notices.add(message);
        }
    }
}
