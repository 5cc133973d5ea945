package serlab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;
import static serlab.ContentAssertions.assertLacks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.sweep.TrialStore;
import serlab.sweep.engine.Outcome;

/**
 * Tiny sweeps by the real program: one undisturbed, and one whose processes are killed on the way, which is then started
 * again as it was, with other settings and with more trials. They run once, before the tests.
 */
@Tag("slow")
class SweepCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PATIENCE_SECONDS = 900;
    private static final int TRIALS = 5;
    /** A parent, the trials, two finalists, and their trainings on two folds with two seeds. */
    private static final int RUNS = 1 + TRIALS + 2 + 2 * 2 * 2;

    @TempDir
    static Path temporary;
    private static SmallProject project;
    private static Path voices;
    private static Path file;
    private static Path whole;
    private static Path killed;
    private static Console reference;
    private static Console resumed;
    private static Console again;
    private static Console changed;
    private static Console more;
    private static Map<String, Object> foundByResumed;
    private static Map<String, Integer> tracked;
    private static byte[] page;
    private static long pageAgain;
    private static int runsOfOne;
    private static int runsOfBoth;
    private static int runsAfterwards;

    @BeforeAll
    static void runAll() throws Exception {
        project = new SmallProject(temporary.resolve("home"));
        voices = SmallProject.voices(temporary.resolve("voices"), 5);
        file = Files.writeString(temporary.resolve("sweep.yaml"), """
                name: tiny sweep
                experiment:
                  split: {protocol: groups, fold: 0}
                  features: {type: mfcc, coefficients: 13, frames: 32}
                  model: {type: mfcc-cnn, filters: [4], dense: 8}
                  training: {batch: 8, epochs: 4, earlyStopping: 0}
                search:
                  training.learningRate: {logUniform: [1e-4, 1e-2]}
                  model.dropout: {uniform: [0, 0.5]}
                sampler: {type: tpe, trials: 5, startup: 2}
                pruner: {type: asha, resource: epochs, first: 2, reduction: 2}
                window: 2
                finalists: {count: 2, folds: [0, 1], seeds: [1, 2]}
                """);
        whole = temporary.resolve("whole");
        reference = sweep(whole, "--workers", "2");
        assertEquals(0, reference.code(), reference.err());
        runsOfOne = trackedRuns();

        killed = temporary.resolve("killed");
        killParentAfterFirstTrial(killed);
        Thread killer = new Thread(SweepCommandTest::killOneWorker);
        killer.start();
        resumed = sweep(killed, "--workers", "1");
        killer.join();
        assertEquals(0, resumed.code(), resumed.err());
        foundByResumed = found(killed);
        runsOfBoth = trackedRuns();

        page = Files.readAllBytes(killed.resolve("report.html"));
        again = sweep(killed, "--workers", "1");
        pageAgain = Files.size(killed.resolve("report.html"));
        runsAfterwards = trackedRuns();
        changed = sweep(killed, "--set", "experiment.training.epochs=5");
        tracked = new TreeMap<>(Map.of(
                "unfinished", tracked("count(DISTINCT run.key)", "ended <> 2"),
                "starts", tracked("count(*)", "kind = 'START'"),
                "ends", tracked("count(*)", "kind = 'END'"),
                "metrics sent twice",
                tracked("count(*) - count(DISTINCT run || json_extract(body, '$.step'))", "kind = 'METRICS'"),
                "models registered", tracked("count(*)", "kind = 'REGISTER' AND body LIKE '%test_uar%'")));
        more = sweep(killed, "--continue-anyway", "--workers", "2", "--set", "sampler.trials=6");
    }

    @AfterAll
    static void leave() {
        project.close();
    }

    @Test
    void tellsTheBestTrialAndHowManyWereTried() throws IOException {
        JsonNode best = JSON.readTree(reference.lastLine());
        assertEquals(TRIALS, best.get("trials").asInt());
        assertTrue(best.get("best").get("metrics").get("test/uar").asDouble() > 0, reference.lastLine());
    }

    @Test
    void leavesAPageThatNeedsNoNetwork() throws IOException {
        assertTrue(Files.size(whole.resolve("report.html")) > 1_000_000, "the page without its charts");
    }

    @Test
    void tracksAParentItsTrialsFinalistsAndTheirTrainings() {
        assertEquals(RUNS, runsOfOne);
    }

    @Test
    void goesOnAfterItsParentWasKilled() {
        assertContains(resumed.err(), "done before");
    }

    @Test
    void triesAgainWhatAKilledWorkerHad() {
        assertContains(resumed.err(), "died (exit code 137); it is tried again");
    }

    @Test
    void killedAtAnyPlaceItComesToTheSameEndWithAnyNumberOfWorkers() throws IOException {
        assertEquals(found(whole), foundByResumed);
        assertEquals(JSON.readTree(reference.lastLine()), JSON.readTree(resumed.lastLine()));
    }

    @Test
    void tracksEveryRunOnceHoweverOftenItWasKilled() {
        assertEquals(2 * RUNS, runsOfBoth);
        assertEquals(Map.of("unfinished", 0, "starts", 2 * RUNS, "ends", 2 * RUNS, "metrics sent twice", 0,
                "models registered", 2), tracked);
    }

    @Test
    void startedAgainWhenItIsDoneItTriesNothing() {
        assertEquals(0, again.code(), again.err());
        assertEquals(resumed.lastLine(), again.lastLine());
        assertLacks(again.err(), "val UAR");
        assertEquals(2 * RUNS, runsAfterwards);
    }

    @Test
    void startedAgainWhenItIsDoneItWritesTheSamePage() {
        assertEquals(page.length, pageAgain);
    }

    @Test
    void changedSettingsAreRefusedWithTheWayToGoOn() {
        assertEquals(2, changed.code());
        assertContains(changed.err(), "is base.training.epochs: 5");
        assertContains(changed.err(), "--continue-anyway");
    }

    @Test
    void goesOnWithMoreTrials() throws IOException {
        assertEquals(0, more.code(), more.err());
        assertEquals(TRIALS + 1, JSON.readTree(more.lastLine()).get("trials").asInt());
    }

    @Test
    void aTrialThatCannotTrainFailsAlone() {
        Console failing = sweep(temporary.resolve("failing"), "--workers", "1", "--set", "name=failing sweep", "--set",
                "sampler={type: grid}", "--set", "finalists.count=0", "--set",
                "search={model.filters: {choices: [[4], [4, 4, 4, 4, 4, 4]]}}", "--set", "experiment.training.epochs=1",
                "--set", "pruner=");
        assertEquals(0, failing.code(), failing.err());
        assertContains(failing.err(), "trial-1: failed");
        assertContains(failing.err(), "trial-0: val UAR");
    }

    @Test
    void aMisspelledSettingEndsItBeforeTheFirstTrial() {
        Console wrong = sweep(temporary.resolve("wrong"), "--set", "search={training.lerningRate: {choices: [1, 2]}}");
        assertEquals(2, wrong.code());
        assertContains(wrong.err(), "did you mean 'learningRate'");
    }

    @Test
    void anUnknownEngineEndsItBeforeTheFirstTrial() {
        Console engine = sweep(temporary.resolve("wrong"), "--engine", "cloud");
        assertEquals(2, engine.code());
        assertContains(engine.err(), "unknown engine 'cloud'");
    }

    private static Console sweep(Path out, String... more) {
        List<String> arguments = new ArrayList<>(List.of("sweep", file.toString(), "--data", voices.toString(), "--out",
                out.toString(), "--json"));
        arguments.addAll(Arrays.asList(more));
        return Console.run(arguments.toArray(String[]::new));
    }

    /** Points and scores, without what a clock measured. */
    static Map<String, Object> found(Path out) {
        Map<String, Object> found = new TreeMap<>();
        try (TrialStore store = new TrialStore(out.resolve("state/sweep.db"))) {
            store.points().forEach((number, point) -> found.put("point " + number, point));
            for (Map.Entry<String, Outcome> outcome : store.outcomes().entrySet()) {
                assertNotEquals(Outcome.State.FAILED, outcome.getValue().state(), outcome.toString());
                found.put(outcome.getKey(), List.of(outcome.getValue().state(), outcome.getValue().score(),
                        outcome.getValue().rungs(), outcome.getValue().trainings().stream().map(t -> t.answers()).toList()));
            }
        }
        return found;
    }

    private static int trackedRuns() throws SQLException {
        return tracked("count(DISTINCT run.key)", "TRUE");
    }

    /** Asks what is on its way to the server of the sweep that is killed. */
    private static int tracked(String what, String where) throws SQLException {
        try (Connection outbox = DriverManager.getConnection("jdbc:sqlite:" + project.root().resolve("mlruns/outbox.db"));
                Statement statement = outbox.createStatement();
                ResultSet count = statement.executeQuery("SELECT " + what + " FROM event JOIN run ON run.key = event.run"
                        + " WHERE experiment = 'tiny sweep' AND " + where)) {
            return count.getInt(1);
        }
    }

    private static void killParentAfterFirstTrial(Path out) throws Exception {
        Process parent = startAndAwaitATrial(project, temporary.resolve("said.txt"), file.toString(), "--data",
                voices.toString(), "--out", out.toString(), "--workers", "1");
        List<ProcessHandle> workers = parent.descendants().toList();
        assertEquals(1, workers.size());
        parent.destroyForcibly().waitFor();
        for (ProcessHandle worker : workers) {
            worker.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** A sweep in a process of its own, one of whose trials has just ended. */
    static Process startAndAwaitATrial(SmallProject project, Path said, String... sweep) throws Exception {
        Process parent = project.start(said, Stream.concat(Stream.of("sweep"), Stream.of(sweep)).toArray(String[]::new));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!Files.readString(said).contains(": val UAR")) {
            assertTrue(parent.isAlive() && System.nanoTime() < end, Files.readString(said));
            parent.waitFor(50, TimeUnit.MILLISECONDS);
        }
        return parent;
    }

    /** A process that is just being started bears the name and the command line of its parent for a moment. */
    private static boolean isWorker(ProcessHandle process) {
        return process.info().commandLine().orElse("").contains("-Dserlab.home=" + project.root());
    }

    private static void killOneWorker() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < end) {
            Optional<ProcessHandle> worker = ProcessHandle.current().children().filter(SweepCommandTest::isWorker)
                    .findFirst();
            if (worker.isPresent()) {
                worker.get().destroyForcibly();
                return;
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
