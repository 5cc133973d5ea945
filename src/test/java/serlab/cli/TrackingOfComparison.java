package serlab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;
import static serlab.ContentAssertions.assertLacks;
import static serlab.cli.SharedComparison.EPOCHS;
import static serlab.cli.SharedComparison.FOLDS;
import static serlab.cli.SharedComparison.JSON;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import serlab.experiment.Provenance;
import serlab.tracking.server.MlflowServer;

/** What a real MLflow server shows of a comparison, and what that costs. */
interface TrackingOfComparison extends SharedComparison.Tests {
    @Test
    default void theParentRunHoldsOneRunPerVariant() throws Exception {
        for (JsonNode variant : result().get("variants")) {
            JsonNode run = shown().run(variant.get("run_id").asText());
            assertEquals("FINISHED", run.at("/info/status").asText());
            assertEquals(variant.get("name").asText(), run.at("/info/run_name").asText());
            assertEquals(variant.at("/metrics").get("test/uar").asDouble(),
                    Double.parseDouble(ShownRuns.pairs(run.at("/data/metrics")).get("test/uar")));
            JsonNode parent = shown().run(ShownRuns.pairs(run.at("/data/tags")).get("mlflow.parentRunId"));
            assertEquals("small comparison", parent.at("/info/run_name").asText());
            assertEquals("FINISHED", parent.at("/info/status").asText());
            Set<String> files = shown().artifacts(parent.at("/info/run_id").asText(), "");
            assertTrue(files.containsAll(Set.of("plots/comparison.png", "results.csv", "answers.csv", "answers.parquet",
                    "experiment.yaml")), files.toString());
            Map<String, String> difference = ShownRuns.pairs(parent.at("/data/metrics"));
            double uar = Double.parseDouble(difference.get("difference/uar"));
            assertEquals(result().at("/variants/0/metrics").get("test/uar").asDouble()
                    - result().at("/variants/1/metrics").get("test/uar").asDouble(), uar, 1e-12);
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
        assertContains(console().out(), "Answers, one row per clip: " + answers);
        assertEquals(answers.toString(), result().get("answers").asText());
        assertEquals(0, result().get("failed").size());
        assertTrue(console().out().matches("(?s).*MLflow: " + shown().server() + "/#/experiments/\\d+/runs\\?workflowType=machine_learning"
                + "&compareRunsMode=CHART&\\S*&orderByKey=metrics.%60test%2Fuar%60&orderByAsc=false\n.*"), console().out());
    }

    @Test
    default void everyTrainingIsARunThatReadsBack() throws Exception {
        for (JsonNode variant : result().get("variants")) {
            List<JsonNode> trainings = shown().children(variant.get("run_id").asText());
            assertEquals(FOLDS, trainings.size());
            double sum = 0;
            Set<String> folds = new TreeSet<>();
            for (JsonNode training : trainings) {
                String id = training.at("/info/run_id").asText();
                JsonNode run = shown().run(id);
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
                    assertEquals(EPOCHS, shown().get("/api/2.0/mlflow/metrics/get-history?run_id=" + id + "&metric_key=" + metric)
                            .get("metrics").size(), metric);
                }
                sum += Double.parseDouble(ShownRuns.pairs(run.at("/data/metrics")).get("test/uar"));
                Set<String> files = shown().artifacts(id, "");
                assertTrue(files.containsAll(Set.of("experiment.yaml", "plots/confusion-counts.png",
                        "plots/confusion-normalised.png", "plots/training-curves.png",
                        "report/classification-report.txt", "report/classification-report.json",
                        "report/classification-report.csv")), files.toString());
                assertEquals(3, run.at("/inputs/dataset_inputs").size());
                String model = run.at("/outputs/model_outputs/0/model_id").asText();
                assertEquals("LOGGED_MODEL_READY",
                        shown().get("/api/2.0/mlflow/logged-models/" + model).at("/model/info/status").asText());
            }
            assertEquals(Set.of("0", "1"), folds);
            assertEquals(sum / FOLDS, variant.at("/metrics").get("test/uar").asDouble(), 1e-12);
        }
    }

    @Test
    default void aTrainingHoldsItsTablesNoteAndProvenance() throws Exception {
        String variant = result().at("/variants/0/run_id").asText();
        JsonNode training = shown().run(shown().children(variant).get(0).at("/info/run_id").asText());
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
        JsonNode wrong = shown().get("/get-artifact?run_id=" + id + "&path=tables/misclassified.json");
        JsonNode counts = shown().get("/get-artifact?run_id=" + id + "&path=tables/confusion-matrix.json").get("data");
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
    default void theCostOfTrackingIsMeasuredOnRunsThatAreThere() throws Exception {
        Console bench = Console.run("bench", "tracking", project().experiment().toString(), "--data", voices().toString(), "--set",
                "name=benched", "--rounds", "1", "--json");
        assertEquals(0, bench.code(), bench.err());
        JsonNode row = JSON.readTree(bench.lastLine()).get("tracking");
        assertEquals(10_000, row.get("points").asInt());
        assertTrue(row.get("delivered_s").asDouble() >= row.get("written_s").asDouble(), row.toString());
        assertEquals(row.get("tracked_s").asDouble() / row.get("untracked_s").asDouble(), row.get("wall_ratio").asDouble(), 1e-9);
        List<JsonNode> points = shown().runs("bench tracking");
        assertEquals(1, points.size());
        for (int metric = 0; metric < 10; metric++) {
            assertEquals(1000.0 * metric, Double.parseDouble(ShownRuns.pairs(points.get(0).at("/data/metrics")).get("bench/metric_" + metric)));
            assertEquals(1000, shown().get("/api/2.0/mlflow/metrics/get-history?max_results=10000&run_id="
                    + points.get(0).at("/info/run_id").asText() + "&metric_key=bench/metric_" + metric).get("metrics").size());
        }
        assertEquals(1 + 2 + 2 * FOLDS, shown().runs("benched").size(), "the untracked rounds are not there");
    }

    @Test
    default void withoutAnEnvironmentTheRunWaitsUntilSyncCanSendIt() throws Exception {
        try (SmallProject bare = new SmallProject(temporary().resolve("bare"))) {
            Console offline = Console.run("compare", bare.experiment().toString(), "--data", voices().toString(), "--json",
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
}
