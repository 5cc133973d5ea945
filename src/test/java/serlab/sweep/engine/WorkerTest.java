package serlab.sweep.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.corpus.Corpus;
import serlab.corpus.synthetic.SyntheticSpec;
import serlab.experiment.ComparisonSpec;
import serlab.experiment.ExperimentFile;
import serlab.experiment.ExperimentSpec;
import serlab.experiment.FoldTrainer;
import serlab.experiment.Provenance;
import serlab.feature.cache.FeatureCache;
import serlab.feature.cache.FeatureLoader;
import serlab.model.layer.Cores;

/** A worker that dies in a trial's training: the next one goes on behind the last epoch. */
@Tag("slow")
class WorkerTest {
    private static final Corpus CORPUS = new SyntheticSpec(4, 2, 1).open(null);
    private static final Map<String, Object> SETTINGS = ComparisonSpec.of(ExperimentFile.parse("""
            name: small
            split: {protocol: random-stratified}
            features: {type: mfcc, coefficients: 13, frames: 60}
            model: {type: mfcc-cnn, filters: [4, 8], dense: 16}
            training: {epochs: 5, batch: 16}
            """, "file")).variants().get(0).settings();
    private static final Job TRIAL = new Job("trial-7", 7, SETTINGS, List.of(new TrialTraining(0, 1), new TrialTraining(1, 1)),
            null, false, List.of(), Map.of());

    @TempDir
    private Path folder;

    private FoldTrainer trainer() {
        return new FoldTrainer(CORPUS, new FeatureLoader(new FeatureCache(folder.resolve("cache"))), Cores.ONE, true,
                new Provenance("test", Optional.empty(), false));
    }

    private Outcome run(Path states, Consumer<Message> listener) throws InterruptedException {
        return new JobRunner(TRIAL, ExperimentSpec.of(SETTINGS), trainer(), states, listener).run();
    }

    private static List<Path> states(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".state")).map(folder::relativize).sorted().toList();
        }
    }

    @Test
    void twoAtATimeScoreAsEachAlone() throws Exception {
        Outcome expected = run(folder.resolve("other"), message -> { });
        Job second = new Job("trial-8", 8, SETTINGS, TRIAL.units(), null, false, List.of(), Map.of());
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        new Worker(choice -> trainer(), folder.resolve("sweep"), new PrintStream(told, true, StandardCharsets.UTF_8), 2)
                .run(new ByteArrayInputStream((Message.json(TRIAL) + "\n" + Message.json(second) + "\n")
                        .getBytes(StandardCharsets.UTF_8)), () -> { });
        List<Message> messages = told.toString(StandardCharsets.UTF_8).lines().map(line -> Message.read(line, Message.class)).toList();
        List<Outcome> outcomes = messages.stream().map(Message::outcome).filter(Objects::nonNull).toList();
        assertEquals(Set.of("trial-7", "trial-8"), messages.stream().takeWhile(message -> message.outcome() == null)
                .map(Message::job).collect(Collectors.toSet()), "both are under way before one has ended");
        assertEquals(2, outcomes.size());
        for (Outcome outcome : outcomes) {
            assertEquals(Outcome.State.COMPLETE, outcome.state(), outcome.message());
            assertEquals(expected.score(), outcome.score());
        }
    }

    @Test
    void theNextGoesOnBehindTheLastEpoch() throws Exception {
        Outcome expected = run(folder.resolve("other"), message -> { });
        Path state = folder.resolve("sweep");
        assertThrows(CancellationException.class, () -> run(state.resolve("states"), message -> {
            if (message.training() == 2 && message.epoch() == 3) {
                throw new CancellationException("killed");
            }
        }));
        assertEquals(List.of(Path.of("states/trial-7-0.state"), Path.of("states/trial-7-1.state")), states(state));
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        new Worker(choice -> trainer(), state, new PrintStream(told, true, StandardCharsets.UTF_8), 1)
                .run(new ByteArrayInputStream((Message.json(TRIAL) + "\n").getBytes(StandardCharsets.UTF_8)), () -> { });
        List<Message> messages = told.toString(StandardCharsets.UTF_8).lines().map(line -> Message.read(line, Message.class)).toList();
        Outcome outcome = messages.get(messages.size() - 1).outcome();
        assertEquals(Outcome.State.COMPLETE, outcome.state(), outcome.message());
        assertEquals(expected.score(), outcome.score());
        assertEquals(10, messages.size() - 1);
        assertEquals(List.of(), states(state));
    }
}
