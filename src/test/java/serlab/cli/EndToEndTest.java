package serlab.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;
import static serlab.ContentAssertions.assertLacks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.audio.AudioDecoder;
import serlab.audio.Waveform;
import serlab.experiment.Answers;
import serlab.experiment.Provenance;
import serlab.model.LogOpinionPool;
import serlab.model.ModelBundle;
import serlab.predict.Predictor;
import serlab.tracking.server.MlflowServer;

/** The whole way, from recordings to what a real MLflow server shows; one comparison, looked at from all sides. */
@Tag("slow")
class EndToEndTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FOLDS = 2;
    private static final int EPOCHS = 2;

    @TempDir
    static Path temporary;
    private static SmallProject project;
    private static Path voices;
    private static Console console;
    private static JsonNode result;
    private static ShownRuns shown;

    @BeforeAll
    static void compareOnce() throws Exception {
        project = new SmallProject(temporary.resolve("home"));
        project.shareEnvironment();
        voices = SmallProject.voices(temporary.resolve("voices"), 6);
        console = compare("--workers", "2");
        assertEquals(0, console.code(), console.err());
        result = JSON.readTree(console.lastLine());
        shown = new ShownRuns(MlflowServer.find(project.root()).orElseThrow().address());
    }

    @AfterAll
    static void stop() throws Exception {
        MlflowServer.stop(project.root());
        project.close();
    }

    private static Console compare(String... options) {
        return Console.run(Stream.concat(Stream.of("compare", project.experiment().toString(), "--data",
                voices.toString(), "--json"), Stream.of(options)).toArray(String[]::new));
    }

    private static Path out() {
        return project.root().resolve("out/small-comparison");
    }

    @Test
    void theLastLineIsTheResultAsJson() {
        assertEquals(2, result.get("variants").size());
        List<String> names = new ArrayList<>();
        for (JsonNode variant : result.get("variants")) {
            names.add(variant.get("name").asText());
            assertTrue(variant.get("run_id").asText().matches("[0-9a-f]{32}"), variant.toString());
            for (String metric : List.of("test/uar", "test/accuracy", "test/macro_f1")) {
                double value = variant.get("metrics").get(metric).asDouble(-1);
                assertTrue(value >= 0 && value <= 1, metric + " is " + value);
            }
        }
        assertEquals(List.of("log-mel", "MFCC"), names);
        assertContains(names, result.get("best").asText());
        assertEquals(0, result.get("skipped").asInt(-1));
    }

    @Test
    void everyPlotThatIsNamedIsAPicture() throws Exception {
        List<Path> plots = console.out().lines().map(String::strip).filter(line -> line.endsWith(".png")).map(Path::of)
                .toList();
        assertEquals(9, plots.size(), plots.toString());
        for (Path plot : plots) {
            assertTrue(ImageIO.read(plot.toFile()).getWidth() > 300, plot.toString());
        }
    }

    @Test
    void theTableHasOneRowPerTraining() throws Exception {
        List<String> rows = Files.readAllLines(out().resolve("results.csv"));
        assertTrue(rows.get(0).startsWith("model,protocol,fold,seed,uar,"), rows.get(0));
        assertEquals(1 + 2 * FOLDS, rows.size());
        assertTrue(rows.stream().skip(1).allMatch(row -> row.matches("(log-mel|MFCC),groups,[01],1,0\\.\\d{6},.*")),
                rows.toString());
        assertEquals(0, Console.run("run", out().resolve("experiment.yaml").toString(), "--print").code());
    }

    @Test
    void theParentRunHoldsOneRunPerVariant() throws Exception {
        for (JsonNode variant : result.get("variants")) {
            JsonNode run = shown.run(variant.get("run_id").asText());
            assertEquals("FINISHED", run.at("/info/status").asText());
            assertEquals(variant.get("name").asText(), run.at("/info/run_name").asText());
            assertEquals(variant.at("/metrics").get("test/uar").asDouble(),
                    Double.parseDouble(ShownRuns.pairs(run.at("/data/metrics")).get("test/uar")));
            JsonNode parent = shown.run(ShownRuns.pairs(run.at("/data/tags")).get("mlflow.parentRunId"));
            assertEquals("small comparison", parent.at("/info/run_name").asText());
            assertEquals("FINISHED", parent.at("/info/status").asText());
            Set<String> files = shown.artifacts(parent.at("/info/run_id").asText(), "");
            assertTrue(files.containsAll(Set.of("plots/comparison.png", "results.csv", "answers.csv", "answers.parquet",
                    "experiment.yaml")), files.toString());
            Map<String, String> difference = ShownRuns.pairs(parent.at("/data/metrics"));
            double uar = Double.parseDouble(difference.get("difference/uar"));
            assertEquals(result.at("/variants/0/metrics").get("test/uar").asDouble()
                    - result.at("/variants/1/metrics").get("test/uar").asDouble(), uar, 1e-12);
            assertTrue(Double.parseDouble(difference.get("difference/uar_low")) <= uar
                    && uar <= Double.parseDouble(difference.get("difference/uar_high")), difference.toString());
            double p = Double.parseDouble(difference.get("difference/uar_p"));
            assertTrue(p >= 0 && p <= 1, difference.toString());
            for (JsonNode above : List.of(parent, run)) {
                assertEquals("RAVDESS speech", above.at("/inputs/dataset_inputs/0/dataset/name").asText());
                assertEquals(48, JSON.readTree(above.at("/inputs/dataset_inputs/0/dataset/profile").asText()).get("num_rows").asInt());
            }
        }
        Path answers = out().resolve("answers.csv");
        assertContains(console.out(), "Answers, one row per clip: " + answers);
        assertEquals(answers.toString(), result.get("answers").asText());
        assertEquals(0, result.get("failed").size());
        assertTrue(console.out().matches("(?s).*MLflow: " + shown.server() + "/#/experiments/\\d+/runs\\?workflowType=machine_learning"
                + "&compareRunsMode=CHART&\\S*&orderByKey=metrics.%60test%2Fuar%60&orderByAsc=false\n.*"), console.out());
    }

    @Test
    void theCostOfTrackingIsMeasuredOnRunsThatAreThere() throws Exception {
        Console bench = Console.run("bench", "tracking", project.experiment().toString(), "--data", voices.toString(), "--set",
                "name=benched", "--rounds", "1", "--json");
        assertEquals(0, bench.code(), bench.err());
        JsonNode row = JSON.readTree(bench.lastLine()).get("tracking");
        assertEquals(10_000, row.get("points").asInt());
        assertTrue(row.get("delivered_s").asDouble() >= row.get("written_s").asDouble(), row.toString());
        assertEquals(row.get("tracked_s").asDouble() / row.get("untracked_s").asDouble(), row.get("wall_ratio").asDouble(), 1e-9);
        List<JsonNode> points = shown.runs("bench tracking");
        assertEquals(1, points.size());
        for (int metric = 0; metric < 10; metric++) {
            assertEquals(1000.0 * metric, Double.parseDouble(ShownRuns.pairs(points.get(0).at("/data/metrics")).get("bench/metric_" + metric)));
            assertEquals(1000, shown.get("/api/2.0/mlflow/metrics/get-history?max_results=10000&run_id="
                    + points.get(0).at("/info/run_id").asText() + "&metric_key=bench/metric_" + metric).get("metrics").size());
        }
        assertEquals(1 + 2 + 2 * FOLDS, shown.runs("benched").size(), "the untracked rounds are not there");
    }

    @Test
    void everyTrainingIsARunThatReadsBack() throws Exception {
        for (JsonNode variant : result.get("variants")) {
            List<JsonNode> trainings = shown.children(variant.get("run_id").asText());
            assertEquals(FOLDS, trainings.size());
            double sum = 0;
            Set<String> folds = new TreeSet<>();
            for (JsonNode training : trainings) {
                String id = training.at("/info/run_id").asText();
                JsonNode run = shown.run(id);
                assertEquals("FINISHED", run.at("/info/status").asText());
                Map<String, String> tags = ShownRuns.pairs(run.at("/data/tags"));
                folds.add(tags.get("fold"));
                assertEquals("1", tags.get("seed"));
                assertEquals("groups", tags.get("split"));
                assertEquals(variant.get("name").asText(), tags.get("variant"));
                assertEquals(Provenance.libraryVersion(), tags.get("library_version"));
                assertEquals("48", tags.get("corpus_clips"));
                assertEquals(64, tags.get("corpus_fingerprint").length());
                Map<String, String> params = ShownRuns.pairs(run.at("/data/params"));
                assertEquals("2", params.get("training.epochs"));
                assertEquals("[4, 8]", params.get("model.filters"));
                assertEquals("32", params.get("features.frames"));
                for (String metric : List.of("train/loss", "val/uar")) {
                    assertEquals(EPOCHS, shown.get("/api/2.0/mlflow/metrics/get-history?run_id=" + id + "&metric_key=" + metric)
                            .get("metrics").size(), metric);
                }
                sum += Double.parseDouble(ShownRuns.pairs(run.at("/data/metrics")).get("test/uar"));
                Set<String> files = shown.artifacts(id, "");
                assertTrue(files.containsAll(Set.of("experiment.yaml", "plots/confusion-counts.png",
                        "plots/confusion-normalised.png", "plots/training-curves.png",
                        "report/classification-report.txt", "report/classification-report.json",
                        "report/classification-report.csv")), files.toString());
                assertEquals(3, run.at("/inputs/dataset_inputs").size());
                String model = run.at("/outputs/model_outputs/0/model_id").asText();
                assertEquals("LOGGED_MODEL_READY",
                        shown.get("/api/2.0/mlflow/logged-models/" + model).at("/model/info/status").asText());
            }
            assertEquals(Set.of("0", "1"), folds);
            assertEquals(sum / FOLDS, variant.at("/metrics").get("test/uar").asDouble(), 1e-12);
        }
    }

    @Test
    void theModelPredictsAnEmotionWithProbabilities() throws Exception {
        Path clip;
        try (Stream<Path> files = Files.walk(voices)) {
            clip = files.filter(Files::isRegularFile).sorted().findFirst().orElseThrow();
        }
        Path model = project.root().resolve("out/model");
        assertContains(console.out(), model.toString());
        Console named = Console.run("predict", "--model", model.toString(), clip.toString(), "--json");
        assertEquals(0, named.code(), named.err());
        JsonNode line = JSON.readTree(named.lastLine());
        assertEquals(clip.toString(), line.get("file").asText());
        assertEquals(8, line.get("probabilities").size());
        double sum = 0;
        double most = 0;
        for (JsonNode probability : line.get("probabilities")) {
            sum += probability.asDouble();
            most = Math.max(most, probability.asDouble());
        }
        assertEquals(1, sum, 1e-5);
        assertEquals(most, line.get("probabilities").get(line.get("emotion").asText()).asDouble());
        assertEquals("RAVDESS speech", line.get("corpus").asText());
        assertFalse(line.get("synthetic").asBoolean());
        assertTrue(line.get("caution").asText().startsWith("trained on acted speech (RAVDESS speech)"), line.toString());
        Console usual = Console.run("predict", clip.toString(), "--json");
        assertEquals(named.out(), usual.out());
        assertContains(usual.err(), "the model is last (");
        assertContains(usual.err(), "trained on RAVDESS speech");
        String csv = Console.run("predict", clip.toString(), "--csv", "--timeline").out();
        assertTrue(csv.lines().allMatch(row -> row.startsWith("file,") ? row.endsWith(",model,corpus,synthetic,notes")
                : row.contains(",RAVDESS speech,false,") && row.contains("trained on acted speech")), csv);
        assertTrue(Console.run("predict", clip.toString()).out().contains("note: trained on acted speech"), usual.out());
    }

    @Test
    void everyAnswerIsWhatThePredictionGivesForTheSameFile() throws Exception {
        Answers answers = Answers.read(out()).orElseThrow();
        assertEquals(List.of("log-mel", "MFCC"), answers.variants());
        Map<String, Path> files = new HashMap<>();
        try (Stream<Path> all = Files.walk(voices)) {
            all.filter(Files::isRegularFile).forEach(file -> files.put(file.getFileName().toString().replace(".wav", ""), file));
        }
        int longer = 0;
        for (Path folder : List.of(Path.of("log-mel/fold-0-seed-1"), Path.of("mfcc/fold-1-seed-1"))) {
            List<Answers.Row> rows = answers.rows().stream().filter(row -> folder.startsWith(row.variant().toLowerCase(Locale.ROOT))
                    && folder.toString().contains("fold-" + row.fold() + "-")).toList();
            List<String> command = new ArrayList<>(List.of("predict", "--json", "--model", out().resolve(folder).resolve("model")
                    .toString()));
            rows.forEach(row -> command.add(files.get(row.clip()).toString()));
            Console said = Console.run(command.toArray(String[]::new));
            assertEquals(0, said.code(), said.err());
            List<String> lines = said.out().lines().toList();
            assertEquals(rows.size(), lines.size());
            for (int i = 0; i < lines.size(); i++) {
                JsonNode line = JSON.readTree(lines.get(i));
                assertEquals(rows.get(i).answer(), line.get("emotion").asText(), rows.get(i).toString());
                for (int label = 0; label < answers.labels().size(); label++) {
                    assertEquals(rows.get(i).calibrated().get(label),
                            line.get("probabilities").get(answers.labels().get(label)).floatValue(), 1e-5f, rows.get(i).toString());
                }
                longer += AudioDecoder.read(files.get(rows.get(i).clip())).durationSeconds() > 0.8 ? 1 : 0;
            }
        }
        assertTrue(longer > 0, "no clip is longer than the models' input");
    }

    @Test
    void modelsOfSeveralRunsAnswerAsOne() throws Exception {
        Path clip;
        try (Stream<Path> files = Files.walk(voices)) {
            clip = files.filter(Files::isRegularFile).sorted().findFirst().orElseThrow();
        }
        String run = shown.children(result.at("/variants/0/run_id").asText()).get(0).at("/info/run_id").asText();
        String folder = project.root().resolve("out/model").toString();
        Path both = temporary.resolve("both.zip");
        Console made = Console.run("models", "ensemble", run, folder, "--out", both.toString(), "--name", "pair");
        assertEquals("Model: " + both + ", 2 networks", made.lastLine(), made.err());
        JsonNode said = JSON.readTree(Console.run("predict", "--model", both.toString(), clip.toString(), "--json").lastLine());
        assertEquals("pair", said.get("model").asText());
        ModelBundle pair = ModelBundle.load(both);
        Waveform sound = AudioDecoder.read(clip);
        float[] pool = LogOpinionPool.of(pair.members().stream().map(member -> member.probabilities(sound)).toList());
        assertArrayEquals(pool, pair.probabilities(sound), 1e-6f);
        Map<String, Float> answer = new Predictor(pair).predict(clip).probabilities();
        answer.forEach((label, value) -> assertEquals(value, said.get("probabilities").get(label).floatValue()));
        assertFalse(Arrays.equals(pair.members().get(0).probabilities(sound), pair.members().get(1).probabilities(sound)));
        Console alone = Console.run("models", "ensemble", folder, "--out", both.toString());
        assertEquals(2, alone.code(), alone.err());
    }

    @Test
    void theSameFileGivesTheSameNumbersWithOneWorkerAndWithTwo() throws Exception {
        for (String workers : List.of("1", "2")) {
            Path elsewhere = temporary.resolve("elsewhere-" + workers + "/again");
            Console again = compare("--workers", workers, "--quiet", "--out", elsewhere.toString());
            assertEquals(0, again.code(), again.err());
            JsonNode repeated = JSON.readTree(again.lastLine());
            for (int i = 0; i < 2; i++) {
                assertEquals(result.at("/variants/" + i + "/metrics"), repeated.at("/variants/" + i + "/metrics"));
            }
            assertEquals(scores(out()), scores(elsewhere));
            try (Stream<Path> siblings = Files.list(elsewhere.getParent())) {
                assertEquals(List.of(elsewhere), siblings.toList());
            }
        }
    }

    @Test
    void aSuiteTrainsWhatDiffersOnceAndGoesOnWithWhatIsMissing() throws Exception {
        Path folder = Files.createDirectories(project.root().resolve("experiments/suite"));
        Files.writeString(folder.resolve("system.yaml"), """
                name: system
                split: {protocol: groups, folds: [0]}
                features: {type: mfcc, coefficients: 20, frames: 32}
                model: {type: mfcc-cnn, filters: [4, 8], dense: 16}
                training: {batch: 8, epochs: 1}
                """);
        Path file = Files.writeString(folder.resolve("suite.yaml"), """
                name: small suite
                systems: [{file: system.yaml, published: {accuracy: 0.9}}]
                protocols:
                  - name: as published
                  - {name: the same, set: {leaks: []}}
                  - {name: both folds, set: {split: {protocol: groups, folds: [0, 1]}}}
                """);
        String[] command = {"compare", file.toString(), "--data", voices.toString(), "--workers", "1"};
        Console first = Console.run(command);
        assertEquals(0, first.code(), first.err());
        assertContains(first.out(), "the same settings as 'as published': not trained again");
        List<String> rows = Files.readAllLines(project.root().resolve("out/small-suite/results.csv"));
        assertEquals(4, rows.size());
        assertEquals(rows.get(1).replace("as published", "the same"), rows.get(2));
        assertTrue(rows.get(3).startsWith("system,both folds,false,1,2,"), rows.get(3));
        Answers answers = Answers.read(project.root().resolve("out/small-suite")).orElseThrow();
        assertEquals(List.of("system, as published", "system, the same", "system, both folds"), answers.variants());
        assertEquals(answers.scores("system, as published").trainings(), answers.scores("system, the same").trainings());
        Console again = Console.run(command);
        assertEquals(0, again.code(), again.err());
        assertLacks(again.err(), "training:");
        assertEquals(rows, Files.readAllLines(project.root().resolve("out/small-suite/results.csv")));
    }

    @Test
    void aTrainingHoldsItsTablesNoteAndProvenance() throws Exception {
        String variant = result.at("/variants/0/run_id").asText();
        JsonNode training = shown.run(shown.children(variant).get(0).at("/info/run_id").asText());
        String id = training.at("/info/run_id").asText();
        Map<String, String> tags = ShownRuns.pairs(training.at("/data/tags"));
        assertEquals(64, tags.get("weights_sha256").length());
        assertEquals(64, tags.get("split_fingerprint").length());
        assertTrue(tags.get("commit_changed").matches("true|false"), tags.toString());
        assertContains(tags.get("native_libraries"), "nd4j-native 1.0.0-M2.1");
        assertTrue(tags.get("host_class").matches(".+, \\d+ cores?, \\d+ GB"), tags.get("host_class"));
        assertTrue(tags.get("mlflow.note.content").startsWith("**UAR "), tags.get("mlflow.note.content"));
        assertTrue(ShownRuns.pairs(training.at("/data/metrics")).keySet().containsAll(List.of("system/memory_mb",
                "test/uar_known_shares",
                "test/uar_without_speaker_bias")), training.toString());
        for (String table : List.of("classes", "confusion-matrix", "misclassified")) {
            assertContains(tags.get("mlflow.loggedArtifacts"),
                    "{\"path\": \"tables/" + table + ".json\", \"type\": \"table\"}");
        }
        JsonNode wrong = shown.get("/get-artifact?run_id=" + id + "&path=tables/misclassified.json");
        JsonNode counts = shown.get("/get-artifact?run_id=" + id + "&path=tables/confusion-matrix.json").get("data");
        int mistakes = 0;
        for (int truth = 0; truth < counts.size(); truth++) {
            for (int predicted = 0; predicted < counts.size(); predicted++) {
                mistakes += truth == predicted ? 0 : counts.get(truth).get(predicted + 1).asInt();
            }
        }
        assertEquals(mistakes, wrong.get("data").size());
        assertEquals(4 + counts.size(), wrong.get("columns").size());
        assertTrue(wrong.get("columns").get(4).asText().startsWith("calibrated_"), wrong.get("columns").toString());
    }

    @Test
    void aTrainingIsReproducedToTheLastBitAndADifferenceIsSeen() throws Exception {
        String variant = result.at("/variants/1/run_id").asText();
        String id = shown.children(variant).get(0).at("/info/run_id").asText();
        Console same = Console.run("reproduce", id, "--json", "--quiet");
        assertEquals(0, same.code(), same.out() + same.err());
        assertContains(same.out(), "RAVDESS speech: 48 clips");
        JsonNode report = JSON.readTree(same.lastLine());
        assertTrue(report.get("same").asBoolean(), same.lastLine());
        assertEquals(4, report.get("lines").size());
        assertTrue(report.at("/lines/0/what").asText().startsWith("MFCC, fold "), same.lastLine());

        String weights = ShownRuns.pairs(shown.run(id).at("/data/tags")).get("weights_sha256");
        shown.tag(id, "weights_sha256", "0".repeat(64));
        Console other = Console.run("reproduce", id, "--json", "--quiet");
        shown.tag(id, "weights_sha256", weights);
        assertEquals(1, other.code(), other.out() + other.err());
        JsonNode difference = JSON.readTree(other.lastLine());
        assertFalse(difference.at("/lines/0/same").asBoolean(), other.lastLine());
        assertContains(other.out(), "Not the same.");
    }

    @Test
    void noOtherCorpusTakesThePlaceOfTheOneThatARunWasTrainedOn() throws Exception {
        String id = shown.children(result.at("/variants/1/run_id").asText()).get(0).at("/info/run_id").asText();
        assertEquals(voices.toString(), ShownRuns.pairs(shown.run(id).at("/data/tags")).get("corpus_path"));
        Path moved = Files.move(voices, temporary.resolve("moved"));
        try {
            Console gone = Console.run("reproduce", id, "--quiet");
            assertEquals(2, gone.code(), gone.out() + gone.err());
            assertContains(gone.err(), "is not where it was, in '" + voices + "'");
            assertContains(gone.err(), "--data PATH");

            Path fewer = SmallProject.voices(temporary.resolve("fewer"), 5);
            Console other = Console.run("reproduce", id, "--data", fewer.toString(), "--quiet");
            assertEquals(2, other.code(), other.out() + other.err());
            assertTrue(other.err().matches("(?s).*expected 48 clips with fingerprint [0-9a-f]{16}, found 40 with [0-9a-f]{16}; .*"),
                    other.err());

            Console mended = Console.run("reproduce", id, "--data", moved.toString(), "--quiet");
            assertEquals(0, mended.code(), mended.out() + mended.err());
        } finally {
            Files.move(moved, voices);
        }
        Path clip;
        try (Stream<Path> all = Files.walk(voices)) {
            clip = all.filter(Files::isRegularFile).sorted().findFirst().orElseThrow();
        }
        byte[] before = Files.readAllBytes(clip);
        byte[] after = before.clone();
        after[after.length - 1] ^= 1;
        Files.write(clip, after);
        try {
            Console changed = Console.run("reproduce", id, "--quiet");
            assertEquals(2, changed.code(), changed.out() + changed.err());
            assertContains(changed.err(), "expected 48 clips");
            assertContains(changed.err(), "found 48 with");
            tagless(id, voices);
        } finally {
            Files.write(clip, before);
        }
    }

    /** A run of an older version does not say where its corpus lies. */
    private static void tagless(String id, Path voices) throws Exception {
        shown.post("runs/delete-tag", JSON.createObjectNode().put("run_id", id).put("key", "corpus_path"));
        Console asked = Console.run("reproduce", id, "--quiet");
        shown.tag(id, "corpus_path", voices.toString());
        assertEquals(2, asked.code(), asked.out() + asked.err());
        assertContains(asked.err(), "nothing says where the corpus of run '" + id + "'");
    }

    @Test
    void anIdThatIsNoRunsIsRefused() {
        Console console = Console.run("reproduce", "0123456789abcdef0123456789abcdef");
        assertEquals(2, console.code(), console.err());
        assertContains(console.err(), "run '0123456789abcdef0123456789abcdef'");
    }

    @Test
    void withoutAnEnvironmentTheRunWaitsUntilSyncCanSendIt() throws Exception {
        try (SmallProject bare = new SmallProject(temporary.resolve("bare"))) {
            Console offline = Console.run("compare", bare.experiment().toString(), "--data", voices.toString(), "--json",
                    "--set", "split.folds=[1]");
            assertEquals(0, offline.code(), offline.err());
            assertContains(offline.err(), "no MLflow server");
            assertContains(offline.err(), bare.root().resolve("mlruns/outbox.db").toString());
            assertLacks(offline.out(), "MLflow: ");
            Console tooEarly = Console.run("sync");
            assertEquals(1, tooEarly.code(), tooEarly.out());
            assertContains(tooEarly.out(), "left: local: ");

            bare.shareEnvironment();
            try {
                Console sync = Console.run("sync", "--json");
                assertEquals(0, sync.code(), sync.out() + sync.err());
                assertTrue(JSON.readTree(sync.lastLine()).get("sent").asInt() > 50, sync.lastLine());
                List<JsonNode> runs = new ShownRuns(MlflowServer.find(bare.root()).orElseThrow().address()).runs("1", "");
                assertEquals(5, runs.size());
                runs.forEach(run -> assertEquals("FINISHED", run.at("/info/status").asText()));
            } finally {
                MlflowServer.stop(bare.root());
            }
        }
    }

    /** The rows of a table without the minutes, which differ from run to run. */
    private static List<String> scores(Path folder) throws Exception {
        return Files.readAllLines(folder.resolve("results.csv")).stream()
                .map(row -> row.substring(0, row.lastIndexOf(','))).toList();
    }
}
