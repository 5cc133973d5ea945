package serlab.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.tracking.outbox.OutboxTracker;
import serlab.tracking.registry.TrackedRuns;
import serlab.tracking.server.Destination;
import serlab.tracking.server.MlflowServer;
import serlab.tracking.server.ServerProcess;

/** A project folder that is copied or moved while its MLflow server runs. */
@Tag("slow")
class CopiedProjectTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private static void run(String... command) throws Exception {
        assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
    }

    @Test
    void aCopyHasItsOwnServerAndAMovedFolderKeepsIts() throws Exception {
        Path copy = folder.resolve("copy");
        try (TestServer original = new TestServer(folder.resolve("original"))) {
            run("cp", "-r", original.root().toString(), copy.toString());
            assertTrue(Files.exists(copy.resolve("mlruns/server.json")), "the copy holds the original's server.json");
            assertTrue(MlflowServer.find(copy).isEmpty(), "the original's server is not the copy's");
            assertFalse(MlflowServer.stop(copy), "nothing of the copy runs");
            assertTrue(ServerProcess.healthy(original.address().getPort()), "ui --stop in the copy has ended the original's server");

            MlflowServer own = MlflowServer.startOrReuse(copy, OptionalInt.empty(), line -> { });
            assertNotEquals(original.address(), own.address());
            try (OutboxTracker tracker = new OutboxTracker(Destination.local(copy, line -> { }), copy.resolve("mlruns"));
                 Run run = tracker.start(new RunRequest("in the copy", "r", null, Map.of()))) {
                run.finish(RunStatus.FINISHED);
                assertTrue(tracker.flush(LONG), tracker.notices().toString());
                assertEquals("r", new TrackedRuns(Destination.at(own.address())).run(run.id()).name());
            }
            assertEquals("RESOURCE_DOES_NOT_EXIST",
                    original.get("/api/2.0/mlflow/experiments/get-by-name?experiment_name=in%20the%20copy").path("error_code").asText());
            assertTrue(MlflowServer.stop(copy));
            assertTrue(ServerProcess.healthy(original.address().getPort()));

            Path moved = Files.move(original.root(), folder.resolve("moved"));
            assertEquals(original.address(), MlflowServer.find(moved).orElseThrow().address());
            assertTrue(MlflowServer.stop(moved));
            assertFalse(ServerProcess.healthy(original.address().getPort()));
        }
    }
}
