package serlab.tracking.outbox;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;
import static serlab.ContentAssertions.assertLacks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mlflow.tracking.MlflowClient;
import serlab.InvalidInputException;
import serlab.evaluation.Interval;
import serlab.tracking.AgainstAServer;
import serlab.tracking.DatasetInput;
import serlab.tracking.LoggedTable;
import serlab.tracking.ModelSignature;
import serlab.tracking.ModelTask;
import serlab.tracking.Run;
import serlab.tracking.RunRequest;
import serlab.tracking.RunStatus;
import serlab.tracking.TestServer;
import serlab.tracking.registry.ModelRegistry;
import serlab.tracking.registry.RegisteredVersion;
import serlab.tracking.server.Destination;

/** Against a real server in a temporary folder whose name has spaces, an accent and a number sign. */
@Tag("slow")
class OutboxTrackerTest extends AgainstAServer {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void aWholeRunReadsBack() throws Exception {
        try (OutboxTracker tracker = server.tracker(mlruns)) {
            Run parent = tracker.start(new RunRequest("ser é/ü %20 \"q\"", "parent", null, Map.of("git", "abc")));
            Run run = tracker.start(new RunRequest("ser é/ü %20 \"q\"", "child", parent.key(), Map.of()));
            Map<String, String> many = new HashMap<>();
            for (int i = 0; i < 150; i++) {
                many.put("p" + i, "v" + i);
            }
            many.put("long", "x".repeat(7000));
            many.put("odd, name?", "ünïcode \"quoted\"\nline");
            run.parameters(many);
            for (int step = 1; step <= 3; step++) {
                run.metrics(Map.of("val/uar", step / 10.0, "train/loss", Double.NaN), step);
            }
            run.tags(Map.of("note", "y".repeat(6000)));
            byte[] bytes = {0, -1, 13, 10, 7};
            run.artifact("plots/a b é+1.bin", bytes);
            run.dataset(new DatasetInput("voices", "d".repeat(40), "synthetic", "{\"shape\":[40]}", "{\"clips\":3}", "test"));
            run.finish(RunStatus.FINISHED);
            parent.close();
            assertTrue(tracker.flush(LONG));
            try (MlflowClient client = Destination.at(server.address()).client()) {
                assertEquals("child", client.getRun(run.id()).getInfo().getRunName());
                assertEquals(0.3, client.getMetricHistory(run.id(), "val/uar").get(2).getValue());
            }

            assertEquals(List.of(), tracker.notices());
            JsonNode read = server.run(run.id());
            assertEquals("FINISHED", read.at("/info/status").asText());
            Map<String, String> params = TestServer.pairs(read.at("/data/params"));
            assertEquals(152, params.size());
            assertEquals("ünïcode \"quoted\"\nline", params.get("odd_ name_"));
            assertEquals(6000, params.get("long").length());
            Map<String, String> tags = TestServer.pairs(read.at("/data/tags"));
            assertEquals(parent.id(), tags.get("mlflow.parentRunId"));
            assertNotEquals(parent.key(), parent.id());
            assertEquals(run.key(), tags.get(Delivery.KEY));
            assertEquals("NaN at step 3", tags.get("nonfinite.train/loss"));
            assertEquals(5000, tags.get("note").length());
            List<JsonNode> history = server.history(run.id(), "val/uar");
            assertEquals(3, history.size());
            assertEquals(0.2, history.get(1).get("value").asDouble());
            assertEquals(2, history.get(1).get("step").asInt());
            assertArrayEquals(bytes, server.artifact(run.id(), "plots/a b é+1.bin"));
            assertEquals("voices", read.at("/inputs/dataset_inputs/0/dataset/name").asText());
            assertEquals("FAILED", server.run(parent.id()).at("/info/status").asText());
            assertTrue(tracker.page(parent, "test/uar").orElseThrow()
                    .endsWith("&orderByKey=metrics.%60test%2Fuar%60&orderByAsc=false"));
        }
    }

    @Test
    void tablesAreNamedInOneTag() throws Exception {
        try (OutboxTracker tracker = server.tracker(mlruns); Run run = tracker.start(request("tables", "r"))) {
            run.table("tables/a.json", new LoggedTable(List.of("emotion", "recall"), List.of(List.of("happy", 0.5))));
            run.table("tables/b.json", new LoggedTable(List.of("x"), List.of()));
            assertTrue(tracker.flush(LONG));
            JsonNode table = JSON.readTree(server.artifact(run.id(), "tables/a.json"));
            assertEquals("{\"columns\":[\"emotion\",\"recall\"],\"data\":[[\"happy\",0.5]]}", table.toString());
            assertEquals("[{\"path\": \"tables/a.json\", \"type\": \"table\"}, {\"path\": \"tables/b.json\", \"type\": \"table\"}]",
                    TestServer.pairs(server.run(run.id()).at("/data/tags")).get("mlflow.loggedArtifacts"));
        }
    }

    @Test
    void aModelIsLoggedWithItsSignatureAndRegistered() throws Exception {
        Path folder = Files.createDirectories(mlruns.resolve("model/deep"));
        Files.writeString(folder.resolve("net.bin"), "weights");
        ModelTask voices = new ModelTask("voices", true, "0123456789", "groups", List.of("angry", "calm", "happy", "sad"));
        try (OutboxTracker tracker = server.tracker(mlruns); Run run = tracker.start(request("models", "r"))) {
            run.model("net v1.0", folder.getParent(), ModelSignature.of(40, 174, 8));
            run.register("net v1.0", "best: net", "best",
                    RegisteredVersion.tags(RegisteredVersion.tags(0.5, Optional.of(new Interval(0.375, 0.625)), voices),
                            "It has learned of 30 clips."));
            assertTrue(tracker.flush(LONG));
            assertEquals(List.of(), tracker.notices());
            String id = server.run(run.id()).at("/outputs/model_outputs/0/model_id").asText();
            assertEquals("LOGGED_MODEL_READY", server.get("/api/2.0/mlflow/logged-models/" + id).at("/model/info/status").asText());
            JsonNode version = server.get("/api/2.0/mlflow/registered-models/alias?name=best_%20net&alias=best").get("model_version");
            assertEquals("1", version.get("version").asText());
            assertEquals(run.id(), version.get("run_id").asText());
            RegisteredVersion registered = new ModelRegistry(Destination.at(server.address(), Map.of())).versions().stream()
                    .filter(known -> known.name().equals("best_ net")).findFirst().orElseThrow();
            assertEquals(0.5, registered.testUar().orElseThrow());
            assertEquals(voices, registered.task());
            assertEquals(new Interval(0.375, 0.625), registered.interval().orElseThrow());
            assertEquals("UAR 50.0 % [37.5, 62.5], 25.0 above chance on test clips of voices (01234567), 4 emotions, split groups\n\nIt has "
                    + "learned of 30 clips.", version.get("description").asText());
            try (var files = Files.walk(server.root().resolve("mlruns/artifacts"))) {
                Path description = files.filter(file -> file.endsWith("MLmodel") && file.toString().contains(id)).findFirst().orElseThrow();
                JsonNode inputs = JSON.readTree(JSON.readTree(description.toFile()).at("/signature/inputs").asText());
                assertEquals("[-1,1,40,174]", inputs.at("/0/tensor-spec/shape").toString());
                assertEquals("weights", Files.readString(description.resolveSibling("deep/net.bin")));
            }
        }
    }

    @Test
    void aRefusedParameterIsNamedAndTheRestArrives() throws Exception {
        try (OutboxTracker tracker = server.tracker(mlruns); Run run = tracker.start(request("refused", "r"))) {
            run.parameters(Map.of("lr", "1"));
            tracker.flush(LONG);
            run.parameters(Map.of("lr", "2"));
            run.metrics(Map.of("loss", 1.0), 1);
            run.finish(RunStatus.FINISHED);
            assertTrue(tracker.flush(LONG));
            assertEquals(1, tracker.notices().size(), tracker.notices().toString());
            assertTrue(tracker.notices().get(0).startsWith("MLflow refused parameters of run 'r': status 400"),
                    tracker.notices().get(0));
            assertEquals("FINISHED", server.run(run.id()).at("/info/status").asText());
            assertEquals(1, server.history(run.id(), "loss").size());
        }
        assertEquals(1, OutboxSync.run(mlruns, name -> null).refused().size());
        OutboxSync.forgetRefused(mlruns);
        assertEquals(0, OutboxSync.run(mlruns, name -> null).refused().size());
    }

    @Test
    void aDeletedExperimentIsRefusedBeforeAnyWork() throws Exception {
        String id = server.post("experiments/create", JSON.createObjectNode().put("name", "gone")).get("experiment_id").asText();
        server.post("experiments/delete", JSON.createObjectNode().put("experiment_id", id));
        try (OutboxTracker tracker = server.tracker(mlruns)) {
            String message = assertThrows(InvalidInputException.class, () -> tracker.start(request("gone", "r"))).getMessage();
            assertContains(message, "'gone' has been deleted");
            assertContains(message, "runs of it that were deleted before");
            String command = message.substring(message.indexOf("MLFLOW_TRACKING_URI="));
            assertEquals(0, new ProcessBuilder("sh", "-c", command).redirectErrorStream(true)
                    .redirectOutput(mlruns.resolve("restore.log").toFile()).start().waitFor(), command);
        }
        try (OutboxTracker tracker = server.tracker(mlruns); Run run = tracker.start(request("gone", "r"))) {
            run.finish(RunStatus.FINISHED);
            assertTrue(tracker.flush(LONG), tracker.notices().toString());
        }
        assertEquals(1, server.runs("gone").size());
    }

    @Test
    void rejectsArtifactPathsThatLeaveTheRun() {
        try (OutboxTracker tracker = server.tracker(mlruns); Run run = tracker.start(request("paths", "r"))) {
            for (String path : List.of("../x", "/x", "a//b", "", "a/../b")) {
                assertThrows(InvalidInputException.class, () -> run.artifact(path, new byte[0]), path);
            }
        }
    }

    @Test
    void anAddressThatIsNoServersIsRejectedWithoutItsPassword() {
        String message = assertThrows(InvalidInputException.class,
                () -> Destination.at(URI.create("ftp://me:secret@host/x"), Map.of())).getMessage();
        assertContains(message, "ftp://host/x");
        assertLacks(message, "secret");
    }

    private static RunRequest request(String experiment, String name) {
        return new RunRequest(experiment, name, null, Map.of());
    }
}
