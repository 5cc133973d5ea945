package serlab.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;
import static serlab.ContentAssertions.assertLacks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.InvalidInputException;
import serlab.tracking.http.MlflowConnection;
import serlab.tracking.outbox.Outbox;
import serlab.tracking.outbox.OutboxSync;
import serlab.tracking.outbox.OutboxTracker;
import serlab.tracking.registry.TrackedRun;
import serlab.tracking.registry.TrackedRuns;
import serlab.tracking.server.Destination;

/** As a team has it: MLflow on PostgreSQL, with names and passwords, over TLS, keeping the files itself. */
@Tag("slow")
class RemoteServerTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    static Path temporary;
    private static TeamServer server;
    @TempDir
    Path mlruns;

    @BeforeAll
    static void startServer() throws Exception {
        server = new TeamServer(temporary);
    }

    @AfterAll
    static void stopServer() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    private static Map<String, String> environment(String password) {
        Map<String, String> environment = new HashMap<>();
        environment.put("MLFLOW_TRACKING_USERNAME", "admin");
        environment.put("MLFLOW_TRACKING_PASSWORD", password);
        environment.put("MLFLOW_TRACKING_SERVER_CERT_PATH", server.certificate().toString());
        return environment;
    }

    @Test
    void aRunArrivesWithItsFilesAndModel() throws Exception {
        Path model = Files.createDirectories(mlruns.resolve("model"));
        Files.write(model.resolve("net.bin"), new byte[300_000]);
        Destination destination = Destination.at(server.address(), environment(TeamServer.PASSWORD));
        String id;
        try (OutboxTracker tracker = new OutboxTracker(destination, mlruns);
             Run run = tracker.start(new RunRequest("Stimmen / voix % 'été' \"q\" 😀", "r", null, Map.of()))) {
            for (int step = 1; step <= 50; step++) {
                run.metrics(Map.of("val/uar", step / 50.0), step);
            }
            run.artifact("plots/a b é+1.bin", new byte[] {1, 2, 3});
            run.dataset(new DatasetInput("voices", "d", "here", "{}", "{}", "test"));
            run.model("net", model, ModelSignature.of(4, 4, 2));
            run.register("net", "remote net", "best", Map.of());
            run.finish(RunStatus.FINISHED);
            assertTrue(tracker.flush(LONG), tracker.notices().toString());
            assertEquals(List.of(), tracker.notices());
            id = run.id();
        }
        TrackedRuns runs = new TrackedRuns(destination);
        TrackedRun run = runs.run(id);
        assertEquals("FINISHED", run.status());
        assertEquals(1.0, run.metrics().get("val/uar"));
        assertEquals(3, runs.artifact(run, "plots/a b é+1.bin").length);
    }

    @Test
    void pointsThatAreSentAgainAreOneOnPostgresqlToo() throws Exception {
        Destination destination = Destination.at(server.address(), environment(TeamServer.PASSWORD));
        MlflowConnection connection = new MlflowConnection(destination.connect());
        try (OutboxTracker tracker = new OutboxTracker(destination, mlruns);
             Run run = tracker.start(new RunRequest("again", "r", null, Map.of()))) {
            assertTrue(tracker.flush(LONG), tracker.notices().toString());
            var batch = new ObjectMapper().createObjectNode().put("run_id", run.id());
            batch.putArray("metrics").addObject().put("key", "loss").put("value", 0.25).put("timestamp", 1234L).put("step", 7);
            connection.post("runs/log-batch", batch);
            connection.post("runs/log-batch", batch);
            assertEquals(1, connection.get("metrics/get-history", Map.of("run_id", run.id(), "metric_key", "loss"))
                    .get("metrics").size());
        }
    }

    @Test
    void aWrongPasswordIsNamedBeforeAnyWork() {
        try (OutboxTracker tracker = new OutboxTracker(Destination.at(server.address(), environment("wrong")), mlruns)) {
            String message = assertThrows(InvalidInputException.class,
                    () -> tracker.start(new RunRequest("auth", "r", null, Map.of()))).getMessage();
            assertContains(message, "status 401");
            assertContains(message, "credentials");
            assertLacks(message, "wrong");
        }
    }

    @Test
    void aPasswordInTheAddressServesAndIsNotKept() throws Exception {
        URI withPassword = URI.create(server.address().toString().replace("https://", "https://admin:" + ArtifactPath.encode(TeamServer.PASSWORD) + "@"));
        Map<String, String> insecure = Map.of("MLFLOW_TRACKING_INSECURE_TLS", "true");
        try (OutboxTracker tracker = new OutboxTracker(Destination.at(withPassword, insecure), mlruns);
             Run run = tracker.start(new RunRequest("auth", "r", null, Map.of()))) {
            run.finish(RunStatus.FINISHED);
            assertTrue(tracker.flush(LONG), tracker.notices().toString());
        }
        assertLacks(new String(Files.readAllBytes(Outbox.file(mlruns)), StandardCharsets.ISO_8859_1), TeamServer.PASSWORD);
    }

    @Test
    void passwordsThatExpireKeepEverythingForLater() throws Exception {
        Destination right = Destination.at(server.address(), environment(TeamServer.PASSWORD));
        try (Outbox outbox = Outbox.open(mlruns)) {
            outbox.start(right.name(), "key", new RunRequest("expired", "r", null, Map.of()), 1);
        }
        OutboxSync.Result refused = OutboxSync.run(mlruns, name -> Destination.at(server.address(), environment("old")));
        assertTrue(refused.left().get(0).contains("MLFLOW_TRACKING_PASSWORD"), refused.left().toString());
        assertEquals(List.of(), refused.refused());
        assertEquals(1, OutboxSync.run(mlruns, name -> right).sent());
    }

    @Test
    void anUnknownCertificateIsNotBelieved() throws Exception {
        try (OutboxTracker tracker = new OutboxTracker(Destination.at(server.address(), Map.of()), mlruns)) {
            tracker.start(new RunRequest("tls", "r", null, Map.of())).finish(RunStatus.FINISHED);
            tracker.close();
            assertContains(tracker.notices().toString(), "certification path");
        }
    }
}
