package serlab.tracking.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import serlab.tracking.AgainstAServer;
import serlab.tracking.Run;
import serlab.tracking.RunRequest;
import serlab.tracking.RunStatus;
import serlab.tracking.TestServer;
import serlab.tracking.server.Destination;
import serlab.tracking.server.ServerState;

/** What a tracker could not send is sent later, whole and once. */
@Tag("slow")
class InterruptedTrackingTest extends AgainstAServer {

    @Test
    void aServerThatDiesEndsNoTrainingAndSyncCompletesIt() throws Exception {
        String key;
        String late;
        try (OutboxTracker tracker = server.tracker(mlruns)) {
            Run run = tracker.start(request("dies", "r"));
            key = run.key();
            run.metrics(Map.of("loss", 1.0), 1);
            assertTrue(tracker.flush(LONG));
            Path own = server.root().resolve("mlruns");
            ProcessHandle process = ServerState.read(own).orElseThrow().process(own).orElseThrow();
            List<ProcessHandle> all = Stream.concat(Stream.of(process), process.descendants()).toList();
            assertTrue(server.stop());
            assertTrue(all.stream().noneMatch(ProcessHandle::isAlive), "a process is left");
            assertFalse(server.stop());
            run.metrics(Map.of("loss", 0.5), 2);
            run.artifact("plots/x.png", new byte[] {1});
            run.finish(RunStatus.FINISHED);
            Run child = tracker.start(new RunRequest("dies", "late", run.key(), Map.of()));
            late = child.key();
            assertEquals(late, child.id());
            child.metrics(Map.of("loss", 0.1), 1);
            child.finish(RunStatus.FINISHED);
            tracker.close();
            assertContains(tracker.notices().toString(), "has not had 6 records");
        }
        server.start();
        OutboxSync.Result result = OutboxSync.run(mlruns, name -> Destination.at(server.address(), Map.of()));
        assertEquals(6, result.sent());
        assertEquals(List.of(), result.left());
        List<JsonNode> runs = server.runs("dies");
        assertEquals(2, runs.size());
        Map<String, JsonNode> byKey = new HashMap<>();
        runs.forEach(run -> byKey.put(TestServer.pairs(run.at("/data/tags")).get(Delivery.KEY), run));
        String id = byKey.get(key).at("/info/run_id").asText();
        assertEquals(2, server.history(id, "loss").size());
        assertEquals(id, TestServer.pairs(byKey.get(late).at("/data/tags")).get("mlflow.parentRunId"));
        assertContains(server.artifacts(id), "plots/x.png");
        assertEquals(0, OutboxSync.run(mlruns, name -> null).sent());
    }

    @Test
    void aRunWithAnIdentityIsThereOnceAndGoesOnWhereItWasBrokenOff() throws Exception {
        RunRequest whole = new RunRequest("identities", "sweep", null, Map.of(), "s");
        for (int start = 1; start <= 3; start++) {
            try (OutboxTracker tracker = server.tracker(mlruns)) {
                Run parent = tracker.start(whole);
                int last = start;
                tracker.record(new RunRequest("identities", "trial", parent.key(), Map.of(), "s/trial"), Duration.ofMinutes(2), run -> {
                    run.metrics(Map.of("val/uar", 0.1 * last), 1);
                    run.finish(RunStatus.FINISHED);
                });
                assertTrue(tracker.flush(LONG));
                assertEquals(start == 3 ? "FINISHED" : "RUNNING", server.run(parent.id()).at("/info/status").asText());
                if (start == 1) {
                    parent.finish(RunStatus.KILLED);
                } else {
                    parent.finish(RunStatus.FINISHED, run -> run.metrics(Map.of("test/uar", 0.1 * last), 0));
                }
            }
        }
        Map<String, JsonNode> byName = new HashMap<>();
        server.runs("identities").forEach(run -> assertNull(byName.put(run.at("/info/run_name").asText(), run)));
        assertEquals(Set.of("sweep", "trial"), byName.keySet());
        JsonNode trial = byName.get("trial").get("info");
        assertTrue(trial.get("end_time").asLong() - trial.get("start_time").asLong() >= Duration.ofMinutes(2).toMillis());
        List<JsonNode> scores = server.history(trial.get("run_id").asText(), "val/uar");
        assertEquals(List.of(0.1), scores.stream().map(score -> score.get("value").asDouble()).toList());
        String id = byName.get("sweep").at("/info/run_id").asText();
        assertEquals("FINISHED", byName.get("sweep").at("/info/status").asText());
        assertEquals(List.of(0.2), server.history(id, "test/uar").stream().map(score -> score.get("value").asDouble()).toList());
    }

    @Test
    void theNextTrackerSendsWhatTheLastOneLeft() throws Exception {
        server.stop();
        try (OutboxTracker tracker = server.tracker(mlruns)) {
            tracker.start(request("later", "first")).finish(RunStatus.FINISHED);
        }
        server.start();
        try (OutboxTracker tracker = server.tracker(mlruns)) {
            tracker.start(request("later", "second")).finish(RunStatus.FINISHED);
            assertTrue(tracker.flush(LONG));
        }
        assertEquals(List.of("second", "first"), server.runs("later").stream().map(run -> run.at("/info/run_name").asText()).toList());
    }

    private static RunRequest request(String experiment, String name) {
        return new RunRequest(experiment, name, null, Map.of());
    }
}
