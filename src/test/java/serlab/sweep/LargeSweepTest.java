package serlab.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.corpus.Corpus;
import serlab.corpus.synthetic.SyntheticSpec;
import serlab.experiment.ExperimentFile;
import serlab.sweep.engine.Engine;
import serlab.sweep.engine.Job;
import serlab.sweep.engine.Message;
import serlab.sweep.engine.Outcome;
import serlab.sweep.search.Configuration;
import serlab.sweep.search.Observation;

/** A sweep of thousands of trials, whose trainings are made up. */
class LargeSweepTest {
    /** Ten thousand take a minute on a busy machine. */
    private static final int TRIALS = Integer.getInteger("serlab.trials", 2000);
    private static final Corpus CORPUS = new SyntheticSpec(4, 2, 1).open(null);
    private static final SweepSpec SPEC = SweepSpec.of(ExperimentFile.parse("""
            name: large
            experiment: {features: {type: mfcc}, model: {type: mfcc-cnn}, training: {epochs: 9}}
            search:
              model.dropout: {uniform: [0, 0.5]}
              training.learningRate: {logUniform: [1e-4, 1e-2]}
            sampler: {type: random, trials: TRIALS}
            pruner: {type: asha, resource: epochs, first: 3}
            window: 8
            finalists: {count: 0}
            """.replace("TRIALS", String.valueOf(TRIALS)), "large"));

    @TempDir
    private Path folder;

    /** An engine whose trainings take no time: the lower the rate, the better the score. */
    private static final class MadeUp implements Engine {
        private final Deque<Event> events = new ArrayDeque<>();
        private final Set<String> seen = new HashSet<>();
        private int pruned;
        private int left;

        MadeUp(int most) {
            this.left = most;
        }

        @Override
        public int free() {
            if (left == 0 && events.isEmpty()) {
                throw new IllegalStateException("killed");
            }
            return left > 0 ? 4 - events.size() : 0;
        }

        @Override
        public void submit(Job job) {
            left--;
            assertTrue(seen.add(job.id()), job.id() + " was given twice");
            Map<?, ?> training = (Map<?, ?>) job.experiment().get("training");
            double score = 0.5 - 10 * ((Number) training.get("learningRate")).doubleValue();
            Map<Integer, Double> rungs = new LinkedHashMap<>();
            boolean low = job.needed().containsKey(3) && score < job.needed().get(3);
            rungs.put(3, score);
            pruned += low ? 1 : 0;
            events.add(new Event(job, new Message(job.id(), 0, 0, 0, 0, new Outcome(low ? Outcome.State.PRUNED : Outcome.State.COMPLETE,
                    score, low ? 3 : Observation.COMPLETE, rungs, List.of(), null, 0)), null));
        }

        @Override
        public Optional<Event> next(Duration patience) {
            return Optional.ofNullable(events.poll());
        }

        @Override
        public void close() {
            events.clear();
        }
    }

    /** Says nothing. */
    private static final class Silent implements SweepListener {
        @Override
        public void moved(SweepStatus status) {
            // nobody looks
        }

        @Override
        public void jobDone(Job job, Configuration point, Outcome outcome, SweepStatus status) {
            // nobody looks
        }

        @Override
        public void notice(String message) {
            // nobody looks
        }
    }

    private SweepState run(MadeUp engine) throws InterruptedException {
        try (TrialStore store = new TrialStore(folder.resolve("sweep.db"))) {
            Sweep sweep = new Sweep(SPEC, CORPUS, store, engine, folder.resolve("models"), new Silent());
            sweep.claim(false, "fingerprint");
            sweep.run();
            assertEquals(TRIALS, sweep.status().done());
            assertEquals(0, sweep.status().failed());
            return sweep.state();
        }
    }

    @Test
    void thousandsOfTrialsAreTriedOnceEachAcrossAKill() throws Exception {
        MadeUp first = new MadeUp(TRIALS / 2);
        try {
            run(first);
        } catch (IllegalStateException e) {
            assertEquals("killed", e.getMessage());
        }
        MadeUp second = new MadeUp(Integer.MAX_VALUE);
        SweepState found = run(second);
        assertEquals(TRIALS, first.seen.size() + second.seen.size());
        second.seen.retainAll(first.seen);
        assertEquals(Set.of(), second.seen);
        assertEquals(TRIALS, new HashSet<>(found.points().values()).size());
        // of the scores so far the best third goes on
        assertEquals(2.0 / 3, (first.pruned + second.pruned) / (double) TRIALS, 0.05);
    }
}
