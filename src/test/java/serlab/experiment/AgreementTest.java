package serlab.experiment;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import serlab.corpus.Corpus;
import serlab.corpus.synthetic.SyntheticSpec;
import serlab.evaluation.Answer;
import serlab.evaluation.ClassificationReport;
import serlab.evaluation.Csv;
import serlab.evaluation.TestScores;
import serlab.feature.cache.FeatureCache;
import serlab.feature.cache.FeatureLoader;
import serlab.model.ModelBundle;

/** One figure, whichever output it is read from, however clips are divided. */
class AgreementTest {
    @TempDir
    static Path folder;
    private static Corpus corpus;

    @BeforeAll
    static void voices() {
        corpus = new SyntheticSpec(24, 2, 1).open(null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"random-stratified", "actor-folds-5", "actor-folds-6", "inner-actor-folds", "leave-one-actor-out",
        "statement-disjoint", "groups", "random-stratified testing sex=female", "actor-folds-5 testing sex=male"})
    void theMeanIsThatOfTheCardsAndOfTheAnswers(String protocol) throws Exception {
        Path out = folder.resolve(protocol.replace(' ', '-'));
        ComparisonResult result = run(protocol, out);
        VariantResult variant = result.variants().get(0);
        assertEquals(4, variant.trainings().size());
        double cards = variant.trainings().stream().mapToDouble(training -> ModelBundle.load(training.bundle()).card().orElseThrow().uar())
                .average().orElseThrow();
        assertEquals(cards, variant.uar().mean(), 1e-12);
        TestScores answers = Answers.read(out).orElseThrow().scores("small");
        assertEquals(cards, answers.summary(ClassificationReport::uar).mean(), 1e-12);
        assertEquals(cards, answers.clustered().orElseThrow().value(), 1e-12);
        assertEquals(cards, Csv.rows(out.resolve("results.csv")).stream().mapToDouble(row -> Double.parseDouble(row.get("uar")))
                .average().orElseThrow(), 1e-6);
        assertEquals(cards, FinishedComparison.read(out).orElseThrow().variants().get(0).scores(corpus.labels())
                .summary(ClassificationReport::uar).mean(), 1e-12);
        Set<Set<String>> tested = answers.trainings().stream().filter(training -> training.fold() == 0)
                .map(training -> training.answers().stream().map(Answer::clip).collect(Collectors.toSet()))
                .collect(Collectors.toSet());
        assertEquals(protocol.startsWith("random") || protocol.equals("groups") ? 2 : 1, tested.size(), "divisions of fold 0 under two seeds");
    }

    @Test
    void outputsThatContradictEachOtherAreNamed() throws Exception {
        Path out = folder.resolve("contradiction");
        ComparisonResult result = run("leave-one-actor-out", out);
        assertDoesNotThrow(() -> Agreement.of(out).results().require());
        Path table = out.resolve("results.csv");
        String uar = Csv.rows(table).get(2).get("uar");
        String other = uar.startsWith("0.9") ? "0.100000" : "0.987654";
        Files.writeString(table, Files.readString(table).replaceFirst(uar, other));
        IllegalStateException error = assertThrows(IllegalStateException.class, () -> Agreement.of(out).results().require());
        assertContains(error.getMessage(), "UAR of small, fold ");
        assertContains(error.getMessage(), " by answers.csv and "
                + other + " by results.csv");
        VariantResult variant = result.variants().get(0);
        double mean = variant.uar().mean();
        assertDoesNotThrow(() -> Agreement.of(out).means("MLflow", "small", Map.of("test/uar", mean)).require());
        assertThrows(IllegalStateException.class,
                () -> Agreement.of(out).means("MLflow", "small", Map.of("test/uar", mean + 1e-6)).require());
        assertThrows(IllegalStateException.class,
                () -> Agreement.of(out).means("MLflow", "another", Map.of("test/uar", mean)).require());
        assertThrows(IllegalStateException.class, () -> Agreement.of(out).printed("the table", "small", variant.uar().percent(),
                "[0.0, 0.1]", variant.accuracy().percent(), variant.macroF1().percent()).require());
        TrainingKey key = variant.trainings().get(0).key();
        assertThrows(IllegalStateException.class, () -> Agreement.of(out).tracked("small", key.fold(), key.seedName(),
                Map.of("test/accuracy", 2.0)).require());
        assertThrows(IllegalStateException.class, () -> Agreement.of(out).card("small", 0, "3", variant.trainings().get(0).bundle())
                .require());
    }

    @Test
    void aTableOfAnswersKeepsWhateverItHolds() {
        Answers written = new Answers(List.of("F", "T", "a, \"b\""), List.of(
                new Answers.Row("folder, one/a.wav", "", "log-mel, wide", 0, "1", "F", "a, \"b\"", List.of(0.25f, 1e-9f, 0.75f)),
                new Answers.Row("ü\nb", "01", "log-mel, wide", 1, "all", "T", "F", List.of())));
        Path out = folder.resolve("kept");
        Path file = written.write(out);
        Answers read = Answers.read(out).orElseThrow();
        assertEquals(written.labels(), read.labels());
        assertEquals(written.rows().get(0), read.rows().get(0));
        assertEquals("ü\nb", read.rows().get(1).clip());
        assertTrue(read.rows().get(1).calibrated().get(0).isNaN());
        tech.tablesaw.api.Table table = tech.tablesaw.api.Table.read().csv(file.toFile());
        assertEquals(List.of("clip", "speaker", "variant", "fold", "seed", "truth", "answer", "calibrated_F", "calibrated_T",
                "calibrated_a, \"b\""), table.columnNames());
        assertEquals("a, \"b\"", table.stringColumn("answer").get(0));
        assertEquals("folder, one/a.wav", table.stringColumn("clip").get(0));
        assertEquals(0.75, table.doubleColumn("calibrated_a, \"b\"").get(0));
        assertEquals(1e-9, table.doubleColumn("calibrated_T").get(0), 1e-15);
        Answers more = new Answers(List.of("T", "X"), List.of(new Answers.Row("c", "", "other", 0, "1", "X", "T",
                List.of(0.4f, 0.6f))));
        Answers both = Answers.together(List.of(written, more));
        assertEquals(List.of("F", "T", "a, \"b\"", "X"), both.labels());
        assertEquals(List.of(Float.NaN, 0.4f, Float.NaN, 0.6f), both.rows().get(2).calibrated());
        assertNotEquals(0, both.scores("other").trainings().size());
    }

    private static ComparisonResult run(String protocol, Path out) throws InterruptedException {
        return new Comparison(ComparisonSpec.of(ExperimentFile.parse("""
                name: small
                split: {protocol: %s, folds: [0, 1]}
                features: {type: mfcc, coefficients: 13, frames: 32}
                model: {type: mfcc-cnn, filters: [4], dense: 8}
                training: {epochs: 1, batch: 64}
                seeds: [1, 2]
                """.formatted(protocol), "file")), new RunOptions(out, 1, true), new Untracked(), ExperimentListener.silent())
                .run(corpus, new FeatureLoader(new FeatureCache(folder.resolve("cache"))),
                        new Provenance("test", Optional.empty(), false));
    }
}
