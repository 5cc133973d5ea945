package serlab.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.InvalidInputException;
import serlab.experiment.ExperimentFile;
import serlab.sweep.engine.MemoryBudget;
import serlab.sweep.engine.Outcome;
import serlab.sweep.search.Configuration;

/** Sweep files as they are read, and the store that holds a sweep's state. */
class SweepFilesTest {
    @TempDir
    Path temporary;

    @Test
    void theProjectsSweepsAreValidEverywhereInTheirSpaces() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(Path.of("experiments"))) {
            files = all.filter(file -> file.getFileName().toString().startsWith("sweep-")).sorted().toList();
        }
        assertEquals(3, files.size(), files.toString());
        for (Path file : files) {
            for (boolean synthetic : new boolean[] {false, true}) {
                SweepSpec spec = SweepSpec.of(ExperimentFile.read(file).forCorpus(synthetic));
                assertEquals(file.getFileName().toString(), spec.name() + ".yaml");
                assertTrue(spec.plannedTrials() >= 16, file.toString());
            }
        }
    }

    @Test
    void aChangeOfTheFileIsNamed() {
        List<String> before = read("training.batch: {choices: [8]}").identity();
        assertEquals(List.of(), SweepSpec.differences(before, read("training.batch: {choices: [8]}").identity()));
        List<String> differences = SweepSpec.differences(before, read("training.batch: {choices: [16]}").identity());
        assertContains(differences.toString(), "training.batch");
    }

    @Test
    void mistakesAreRefusedBeforeATrialRuns() {
        InvalidInputException unknown = assertThrows(InvalidInputException.class, () -> read("model.dropuot: {uniform: [0, 1]}"));
        assertContains(unknown.getMessage(), "did you mean 'dropout'");
        InvalidInputException section = assertThrows(InvalidInputException.class, () -> SweepSpec.of(ExperimentFile.parse(
                file("training.batch: {choices: [8]}") + "samplr: {type: tpe}\n", "file")));
        assertContains(section.getMessage(), "did you mean 'sampler'");
    }

    @Test
    void theStoreKeepsPointsAndOutcomesToTheBit() {
        Path file = temporary.resolve("state/sweep.db");
        Configuration point = new Configuration(Map.of("training.learningRate", 0.1 + 0.2));
        Outcome outcome = new Outcome(Outcome.State.PRUNED, 1.0 / 3, 6, Map.of(2, 0.1, 6, 1.0 / 3), List.of(), null, 5);
        try (TrialStore store = new TrialStore(file)) {
            store.addPoint(3, point);
            assertEquals(1, store.addDeath("trial-3"));
            store.setOutcome("trial-3", outcome);
            store.setFact("a", "b");
            InvalidInputException second = assertThrows(InvalidInputException.class, () -> new TrialStore(file));
            assertEquals("another process writes into '" + file.getParent() + "'; wait until it has ended, or name another folder with --out",
                    second.getMessage());
        }
        try (TrialStore store = new TrialStore(file)) {
            assertEquals(Map.of(3, point), store.points());
            assertEquals(Map.of("trial-3", outcome), store.outcomes());
            assertEquals(2, store.addDeath("trial-3"));
            assertEquals("b", store.fact("a").orElseThrow());
        }
    }

    @Test
    void aWorkerIsStartedOnlyWhereThereIsMemoryForIt() {
        MemoryBudget budget = new MemoryBudget(() -> 2L << 30);
        assertTrue(budget.allows(1));
        budget.seen(3L << 30);
        assertTrue(budget.allows(0));
        assertEquals(false, budget.allows(1));
    }

    @Test
    void aComparisonIsNoExperimentOfASweep() {
        ExperimentFile file = ExperimentFile.parse(file("training.batch: {choices: [8, 16]}").replace("  model: {type: mfcc-cnn}",
                "  variants: [{name: one, model: {type: mfcc-cnn}}]"), "file");
        assertContains(assertThrows(InvalidInputException.class, () -> SweepSpec.of(file)).getMessage(),
                "experiment has variants; a sweep varies one experiment");
    }

    @Test
    void aSweepIsNoExperimentOfASweep() {
        String inner = file("training.batch: {choices: [8, 16]}");
        ExperimentFile file = ExperimentFile.parse("name: outer\nexperiment:\n  " + inner.strip().replace("\n", "\n  ")
                + "\nsearch:\n  training.learningRate: {choices: [0.1, 0.2]}\n", "file");
        assertContains(assertThrows(InvalidInputException.class, () -> SweepSpec.of(file)).getMessage(),
                "experiment is a sweep itself; expected one experiment with features and a model");
    }

    private static SweepSpec read(String search) {
        return SweepSpec.of(ExperimentFile.parse(file(search), "file"));
    }

    private static String file(String search) {
        return """
                name: a sweep
                experiment:
                  features: {type: mfcc}
                  model: {type: mfcc-cnn}
                search:
                  %s
                """.formatted(search);
    }
}
