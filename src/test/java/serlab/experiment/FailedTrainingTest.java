package serlab.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.CrashReportingUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.corpus.Corpus;
import serlab.corpus.synthetic.SyntheticSpec;
import serlab.evaluation.Csv;
import serlab.feature.cache.FeatureCache;
import serlab.feature.cache.FeatureLoader;
import serlab.tracking.RunStatus;
import serlab.training.TrainingMemoryException;

/** Comparisons of which a training fails: the others go on, and every output says what is missing. */
class FailedTrainingTest {
    private static final Corpus CORPUS = new SyntheticSpec(4, 2, 1).open(null);
    private static final String TWO = """
            name: two
            split: {protocol: random-stratified, folds: [0]}
            features: {type: mfcc, coefficients: 13, frames: 32}
            model: {type: mfcc-cnn, filters: [4], dense: 8}
            training: {epochs: 2, batch: 16}
            seeds: [1, 2]
            variants:
              - {name: good}
              - name: fast
                training: {epochs: 4, batch: 2, optimizer: sgd, learningRate: 10, weightDecay: 10}
            """;

    @TempDir
    private Path folder;

    @Test
    void aVariantThatDivergesLeavesTheOtherWhole() throws Exception {
        SeenRuns seen = new SeenRuns();
        ComparisonResult result = run(TWO, seen);
        assertEquals(List.of("good"), result.variants().stream().map(variant -> variant.spec().name()).toList());
        assertEquals(2, result.variants().get(0).trainings().size());
        assertEquals(List.of(1L, 2L), result.failed().stream().map(one -> one.key().seed()).toList());
        FailedTraining first = result.failed().get(0);
        assertTrue(first.diverged() && first.epoch() >= 1, first.toString());
        assertTrue(first.text().matches("fast, fold 0, seed 1: .* loss is (NaN|Infinity) in epoch [1-4]; lower "
                + "training.learningRate \\(now 10.0\\)"), first.text());
        assertEquals(Map.of("fast", 2), result.failedVariants());
        assertEquals("Missing: 2 of 4 trainings failed; means, intervals and tests are over what is left.",
                result.missing().get(0));
        assertTrue(result.pairedUar().isEmpty());
        assertEquals("good", result.best().spec().name());

        assertEquals(RunStatus.FINISHED, seen.run("two").status);
        assertEquals(RunStatus.FINISHED, seen.run("good").status);
        assertEquals(RunStatus.FINISHED, seen.run("good, fold 0, seed 2").status);
        assertEquals(RunStatus.FAILED, seen.run("fast").status);
        assertEquals(RunStatus.FAILED, seen.run("fast, fold 0, seed 1").status);
        assertEquals(first.reason(), seen.run("fast, fold 0, seed 1").tags.get("failure"));
        assertTrue(seen.run("two").tags.get("missing").startsWith("2 of 4 trainings failed: fast, fold 0, seed 1: "),
                seen.run("two").tags.get("missing"));
        assertContains(seen.run("two").tags.get(Notes.TAG), first.text());
        assertFalse(seen.run("good").tags.containsKey("missing"));

        Answers answers = Answers.read(folder.resolve("out")).orElseThrow();
        assertEquals(List.of("good"), answers.variants());
        List<Map<String, String>> rows = Csv.rows(folder.resolve("out/results.csv"));
        assertEquals(4, rows.size());
        assertEquals(first.reason(), rows.get(2).get("failure"));
        assertEquals("", rows.get(2).get("uar"));
    }

    @Test
    void whatDivergedIsNotTrainedAgainUnlessTheSettingsChange() throws Exception {
        run(TWO, new SeenRuns());
        SeenRuns again = new SeenRuns();
        ComparisonResult result = run(TWO, again);
        assertEquals(2, result.failed().size());
        assertEquals(0, again.epochsOf("fast"));
        assertContains(again.notices, "going on where the last run stopped: 2 of 4 trainings are done");
        assertContains(again.notices, "fast, fold 0, seed 1 diverged before with the same settings and is not trained "
                + "again");
        SeenRuns slower = new SeenRuns();
        ComparisonResult whole = run(TWO.replace("learningRate: 10, weightDecay: 10", "learningRate: 0.001"), slower);
        assertEquals(8, slower.epochsOf("fast"));
        assertTrue(whole.missing().isEmpty());
        assertEquals(2, whole.pairedUar().orElseThrow().pairs());
    }

    @Test
    void anyOtherFailureIsNamedAndTriedAgain() throws Exception {
        String both = TWO.replace("batch: 2, optimizer: sgd, learningRate: 10, weightDecay: 10", "batch: 16, learningRate: 0.001");
        Path blocked = folder.resolve("out/fast/fold-0-seed-2");
        Files.createDirectories(blocked.getParent());
        Files.writeString(blocked, "a file where a folder is needed");
        SeenRuns seen = new SeenRuns();
        ComparisonResult result = run(both, seen);
        assertEquals(1, result.failed().size());
        assertEquals(new TrainingKey("fast", 0, 2), result.failed().get(0).key());
        assertFalse(result.failed().get(0).diverged());
        assertEquals(1, result.variants().get(1).trainings().size());
        assertEquals(result.variants().get(1).trainings().get(0).report().uar(), result.variants().get(1).uar().mean());
        assertEquals(RunStatus.FINISHED, seen.run("fast").status);
        assertTrue(seen.run("fast").tags.get("missing").startsWith("1 of 2 trainings failed: fast, fold 0, seed 2: "),
                seen.run("fast").tags.get("missing"));
        assertEquals("good", result.best().spec().name());
        Files.delete(blocked);
        SeenRuns again = new SeenRuns();
        assertTrue(run(both, again).failed().isEmpty());
        assertEquals(4, again.epochsOf("fast, fold 0, seed 2"));
        assertContains(again.notices, "going on where the last run stopped: 3 of 4 trainings are done");
    }

    @Test
    void memoryThatRunsOutIsToldInPlainWordsAndLeavesNoDump() {
        OutOfMemoryError lacking = new OutOfMemoryError("Cannot allocate new FloatPointer(1000): totalBytes = 3G, physicalBytes = 3G");
        TrainingMemoryException end = assertThrows(TrainingMemoryException.class, () -> run(TWO, new SeenRuns() {
            @Override
            public void batchDone(TrainingKey key, int epoch, int batch, int batches) {
                throw lacking;
            }
        }));
        assertTrue(end.getMessage().startsWith("the machine has too little memory for this training; lower training.batch, "),
                end.getMessage());
        assertSame(lacking, end.getCause());
        assertArrayEquals(new String[0], folder.resolve("out").toFile().list(), "something was left");
        CrashReportingUtil.crashDumpOutputDirectory(folder.toFile());
        CrashReportingUtil.writeMemoryCrashDump(new ComputationGraph(new NeuralNetConfiguration.Builder().graphBuilder().addInputs("in")
                .addLayer("out", new OutputLayer.Builder().nIn(1).nOut(2).build(), "in").setOutputs("out").build()), lacking);
        assertArrayEquals(new String[0], folder.toFile().list((where, name) -> name.startsWith("dl4j")));
    }

    @Test
    void aFoldOfAnEnsembleWithoutAMemberIsMissing() throws Exception {
        ComparisonResult result = run(TWO.replace("protocol: random-stratified, folds: [0]",
                "protocol: leave-one-actor-out, folds: [0]").replace("variants:", "ensemble:").replace("seeds: [1, 2]",
                "seeds: [1]").replace("training: {epochs: 2, batch: 16}", "training: {epochs: 4, batch: 2}"), new SeenRuns());
        assertEquals(List.of("fast, fold 0, seed 1", "two, fold 0, seed all"), result.failed().stream()
                .map(one -> one.text().substring(0, one.text().indexOf(':'))).toList());
        assertEquals("its member 'fast' failed under seed 1", result.failed().get(1).reason());
        assertEquals("good", result.headline().spec().name());
    }

    @Test
    void aComparisonWithoutAnyResultFailsAndSaysWhy() {
        SeenRuns seen = new SeenRuns();
        String all = TWO.replace("  - {name: good}\n", "").replace("seeds: [1, 2]", "seeds: [1]");
        TrainingsFailedException error = assertThrows(TrainingsFailedException.class, () -> run(all, seen));
        assertTrue(error.getMessage().startsWith("no training came to a result: fast, fold 0, seed 1: "), error.getMessage());
        assertEquals(RunStatus.FAILED, seen.run("fast").status);
        assertTrue(seen.run("fast").tags.get("missing").startsWith("1 of 1 training failed: "), seen.run("fast").tags.toString());
    }

    private ComparisonResult run(String file, SeenRuns seen) throws InterruptedException {
        return new Comparison(ComparisonSpec.of(ExperimentFile.parse(file, "file")),
                new RunOptions(folder.resolve("out"), 1, true), seen, seen).run(CORPUS,
                new FeatureLoader(new FeatureCache(folder.resolve("cache"))), new Provenance("test", Optional.empty(), false));
    }
}
