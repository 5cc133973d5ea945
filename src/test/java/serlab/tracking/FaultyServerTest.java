package serlab.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import serlab.tracking.http.MlflowConnection;
import serlab.tracking.outbox.Outbox;
import serlab.tracking.outbox.OutboxSync;
import serlab.tracking.outbox.OutboxTracker;
import serlab.tracking.outbox.Sender;
import serlab.tracking.server.Destination;

/** Against a real server behind a proxy that spoils the traffic. */
@Tag("slow")
class FaultyServerTest extends AgainstAServer {
    private static final int ROUNDS = 300;

    @Test
    void nothingIsThereTwiceOrMissingWhenAnswersAreLost() throws Exception {
        Random chance = new Random(4);
        FaultyProxy.Fault[] faults = FaultyProxy.Fault.values();
        Path model = Files.createDirectories(mlruns.resolve("model"));
        Files.write(model.resolve("net.bin"), new byte[1000]);
        try (FaultyProxy proxy = new FaultyProxy(server.address(), exchange -> {
            synchronized (chance) {
                int draw = chance.nextInt(10);
                return draw < 3 ? FaultyProxy.Fault.ANSWER_LOST : draw == 3 ? FaultyProxy.Fault.UNAVAILABLE
                        : draw == 4 ? FaultyProxy.Fault.STUMBLES : faults[0];
            }
        })) {
            for (int run = 0; run < 4; run++) {
                try (OutboxTracker tracker = tracker(proxy); Run one = tracker.start(request("lossy", "run " + run))) {
                    for (int step = 1; step <= 20; step++) {
                        one.metrics(Map.of("loss", 1.0 / step), step);
                    }
                    one.artifact("a/b.txt", new byte[] {1});
                    one.dataset(new DatasetInput("voices", "digest", "here", "{}", "{}", "test"));
                    one.model("net", model, ModelSignature.of(4, 4, 2));
                    one.register("net", "lossy net " + run, "best", Map.of());
                    one.finish(RunStatus.FINISHED);
                }
            }
        }
        OutboxSync.Result result = OutboxSync.run(mlruns, name -> Destination.at(server.address(), Map.of()));
        assertEquals(List.of(), result.refused());
        List<JsonNode> runs = server.runs("lossy");
        assertEquals(4, runs.size());
        for (JsonNode run : runs) {
            String id = run.at("/info/run_id").asText();
            assertEquals("FINISHED", run.at("/info/status").asText());
            assertEquals(20, server.history(id, "loss").size());
            assertContains(server.artifacts(id), "a/b.txt");
            assertEquals(1, run.at("/inputs/dataset_inputs").size());
            assertEquals(1, run.at("/outputs/model_outputs").size());
            String name = "lossy net " + run.at("/info/run_name").asText().substring(4);
            assertEquals("1", server.get("/api/2.0/mlflow/registered-models/get?name=" + ArtifactPath.encode(name))
                    .at("/registered_model/latest_versions/0/version").asText());
        }
    }

    @Test
    void workGoesOnWhileTheServerHoldsBackItsAnswers() throws Exception {
        CountDownLatch opened = new CountDownLatch(1);
        try (FaultyProxy proxy = new FaultyProxy(server.address(), exchange -> {
            await(opened);
            return FaultyProxy.Fault.NONE;
        }); OutboxTracker tracker = tracker(proxy)) {
            Run run = tracker.start(request("slow", "r"));
            for (int step = 1; step <= 1000; step++) {
                run.metrics(Map.of("loss", 1.0 / step), step);
            }
            run.finish(RunStatus.FINISHED);
            assertEquals(run.key(), run.id(), "the server has not answered yet");
            opened.countDown();
            assertTrue(tracker.flush(LONG));
            assertEquals(1000, server.history(run.id(), "loss").size());
            assertEquals(1, server.runs("slow").size());
        }
    }

    @Test
    void aServerThatAsksForPatienceIsLeftAlone() throws Exception {
        AtomicBoolean asked = new AtomicBoolean();
        ConcurrentLinkedQueue<Long> times = new ConcurrentLinkedQueue<>();
        try (FaultyProxy proxy = new FaultyProxy(server.address(), exchange -> {
            if (!exchange.getRequestURI().getPath().endsWith("log-batch")) {
                return FaultyProxy.Fault.NONE;
            }
            times.add(System.nanoTime());
            return asked.compareAndSet(false, true) ? FaultyProxy.Fault.TOO_MANY : FaultyProxy.Fault.NONE;
        }); OutboxTracker tracker = tracker(proxy)) {
            Run run = tracker.start(request("patience", "r"));
            run.metrics(Map.of("loss", 1.0), 1);
            assertTrue(tracker.flush(LONG));
            List<Long> all = List.copyOf(times);
            assertEquals(2, all.size());
            assertTrue(TimeUnit.NANOSECONDS.toMillis(all.get(1) - all.get(0)) >= 1990, all.toString());
            assertEquals(1, server.history(run.id(), "loss").size());
        }
    }

    @Test
    void theEndOfARunIsToldAheadOfWhatIsUnsent() throws Exception {
        AtomicBoolean full = new AtomicBoolean();
        try (FaultyProxy proxy = new FaultyProxy(server.address(), exchange -> full.get()
                && exchange.getRequestURI().getPath().endsWith("log-batch") ? FaultyProxy.Fault.UNAVAILABLE
                : FaultyProxy.Fault.NONE); OutboxTracker tracker = tracker(proxy)) {
            Run run = tracker.start(request("told to end", "r"));
            assertTrue(tracker.flush(LONG));
            full.set(true);
            run.metrics(Map.of("loss", 1.0), 1);
            run.finish(RunStatus.KILLED);
            Destination destination = Destination.at(proxy.address(), Map.of());
            try (Sender sender = new Sender(destination.name(), new MlflowConnection(destination.connect()),
                    Outbox.open(mlruns), new Notices())) {
                sender.tellEnds(LONG);
            }
            assertEquals("KILLED", server.run(run.id()).at("/info/status").asText());
            assertEquals(0, server.history(run.id(), "loss").size());
            full.set(false);
            assertTrue(tracker.flush(LONG));
            assertEquals("KILLED", server.run(run.id()).at("/info/status").asText());
            assertEquals(1, server.history(run.id(), "loss").size());
        }
    }

    @Test
    void aRunThatTheServerStumblesOverHoldsUpNoOther() throws Exception {
        try (FaultyProxy proxy = new FaultyProxy(server.address(), exchange -> exchange.getRequestURI().getPath().endsWith("/poison")
                ? FaultyProxy.Fault.STUMBLES : FaultyProxy.Fault.NONE); OutboxTracker tracker = tracker(proxy)) {
            Run bad = tracker.start(request("stumble", "bad"));
            bad.artifact("poison", new byte[1]);
            Run good = tracker.start(request("stumble", "good"));
            good.finish(RunStatus.FINISHED);
            for (int round = 0; round < ROUNDS && !finished(good); round++) {
                assertFalse(tracker.flush(Duration.ofSeconds(1)));
            }
            assertTrue(finished(good));
            assertFalse(tracker.flush(Duration.ofSeconds(1)));
            assertContains(tracker.notices().toString(), "has not had 1 record (status 500");
        }
    }

    private static boolean finished(Run run) throws Exception {
        return server.get("/api/2.0/mlflow/runs/get?run_id=" + run.id()).at("/run/info/status").asText().equals("FINISHED");
    }

    private OutboxTracker tracker(FaultyProxy proxy) {
        return new OutboxTracker(Destination.at(proxy.address(), Map.of()), mlruns);
    }

    private static RunRequest request(String experiment, String name) {
        return new RunRequest(experiment, name, null, Map.of());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(5, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
