package serlab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mlflow.api.proto.Service;
import org.mlflow.tracking.MlflowClient;
import serlab.tracking.server.Destination;
import serlab.tracking.server.MlflowServer;

/**
 * The real program, killed with SIGKILL at random instants and started again until it comes to its end: what was finished
 * before a kill is never computed again, and the end is, byte for byte, that of a run nobody disturbed.
 * {@code -Dserlab.kills=200} for the long run.
 */
@Tag("slow")
class KillTest {
    private static final int KILLS = Integer.getInteger("serlab.kills", 2);
    private static final int FOR_FEATURES = Math.max(1, KILLS / 10);
    private static final int PATIENCE_SECONDS = 600;
    /** Tables whose last column says how long it took. */
    private static final List<String> TIMED = List.of("results.csv", "finalists.csv");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path temporary;
    private static SmallProject project;
    private static Path voices;
    private final Random chance = new Random(20);
    private final Path said = temporary.resolve("said.txt");

    @BeforeAll
    static void prepare() throws Exception {
        project = new SmallProject(temporary.resolve("home"));
        project.shareEnvironment();
        voices = SmallProject.voices(temporary.resolve("voices"), 5);
    }

    @AfterAll
    static void stop() throws Exception {
        MlflowServer.stop(project.root());
        project.close();
    }

    @Test
    void aComparisonLosesNoTraining() throws Exception {
        Disturbed killed = disturbed(KILLS, out -> List.of("compare", project.experiment().toString(), "--data", voices.toString(),
                "--set", "seeds=[1,2]", "--workers", "2", "--json", "--out", out.toString()),
                KillTest::trainings, path -> path.endsWith("results.csv") || path.endsWith("network.zip"));
        MlflowClient server = Destination.at(MlflowServer.find(project.root()).orElseThrow().address(), Map.of()).client();
        String experiment = server.getExperimentByName("small comparison").orElseThrow().getExperimentId();
        Map<Service.RunStatus, Long> states = server.searchRuns(List.of(experiment), "", Service.ViewType.ACTIVE_ONLY, 5000)
                .getItems().stream().collect(Collectors.groupingBy(run -> run.getInfo().getStatus(), Collectors.counting()));
        assertTrue(Set.of(Service.RunStatus.FINISHED, Service.RunStatus.KILLED).containsAll(states.keySet()), states.toString());
        assertTrue(states.get(Service.RunStatus.FINISHED) >= 2 * (3 + 8), states.toString());
        System.out.println("comparison: " + killed);
    }

    @Test
    void aSweepLosesNoTrial() throws Exception {
        Path file = Files.writeString(temporary.resolve("sweep.yaml"), """
                name: killed sweep
                experiment:
                  split: {protocol: groups, fold: 0}
                  features: {type: mfcc, coefficients: 13, frames: 32}
                  model: {type: mfcc-cnn, filters: [4], dense: 8}
                  training: {batch: 8, epochs: 2, earlyStopping: 0}
                search:
                  training.learningRate: {logUniform: [1e-4, 1e-2]}
                sampler: {type: tpe, trials: 4, startup: 2}
                window: 2
                finalists: {count: 2, folds: [0, 1], seeds: [1, 2]}
                """);
        Disturbed killed = disturbed(KILLS, out -> List.of("sweep", file.toString(), "--data", voices.toString(), "--workers", "2",
                "--json", "--out", out.toString()), KillTest::outcomes, path -> path.endsWith("finalists.csv"));
        System.out.println("sweep: " + killed);
    }

    @Test
    void featuresAndAnExplorationComeOutAsIfNothingHadHappened() throws Exception {
        Disturbed features = disturbed(FOR_FEATURES, out -> List.of("features", "mfcc", "--data", voices.toString(), "--out",
                out.toString()), out -> Map.of(), path -> path.endsWith(".npy") || path.endsWith(".csv"));
        Disturbed exploration = disturbed(FOR_FEATURES, out -> List.of("explore", "--data", voices.toString(), "--out",
                out.toString()), out -> Map.of(), path -> path.endsWith(".csv"));
        System.out.println("features: " + features + "\nexploration: " + exploration);
    }

    /** Arguments of the program, given the folder of its outputs. */
    private interface Command {
        List<String> into(Path out);
    }

    /** What is finished in a folder of outputs: a text for each piece of work, which never changes once it is there. */
    private interface Finished {
        Map<String, String> in(Path out) throws Exception;
    }

    /** Counts for whoever reads the log of a long run. */
    private record Disturbed(int kills, int kept, int ends) {
        @Override
        public String toString() {
            return kills + " kills, " + kept + " finished pieces of work found unchanged after them, " + ends + " ends as without";
        }
    }

    private Disturbed disturbed(int kills, Command command, Finished finished, Predicate<String> result) throws Exception {
        Path calm = Files.createTempDirectory(temporary, "calm").resolve("out");
        long began = System.nanoTime();
        Process whole = start(command.into(calm));
        assertTrue(whole.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS));
        assertEquals(0, whole.exitValue(), said());
        int usual = (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        Map<String, String> expected = results(calm, result);
        assertFalse(expected.isEmpty(), "no results in " + files(calm));
        int done = 0;
        int kept = 0;
        int ends = 0;
        while (done < kills) {
            Path out = Files.createTempDirectory(temporary, "killed").resolve("out");
            Map<String, String> known = Map.of();
            boolean ended = false;
            while (!ended) {
                Process process = start(command.into(out));
                boolean disturb = done < kills;
                ended = process.waitFor(disturb ? chance.nextInt(usual) : 1000L * PATIENCE_SECONDS, TimeUnit.MILLISECONDS);
                if (!ended) {
                    assertTrue(disturb, "never came to its end: " + said());
                    process.destroyForcibly().waitFor();
                    awaitChildren();
                    done++;
                } else {
                    assertEquals(0, process.exitValue(), said());
                }
                Map<String, String> now = finished.in(out);
                known.forEach((work, text) -> assertEquals(text, now.get(work), work + " was computed again or is gone"));
                kept += ended ? 0 : known.size();
                known = now;
            }
            assertEquals(expected, results(out, result));
            assertEquals(List.of(), files(out).stream().filter(file -> file.endsWith(".partial")).toList());
            ends++;
        }
        return new Disturbed(done, kept, ends);
    }

    private Process start(List<String> arguments) throws Exception {
        ProcessBuilder builder = CtrlC.program(project, arguments.toArray(String[]::new));
        builder.environment().put("OMP_NUM_THREADS", "1");
        builder.environment().put("SER_CACHE", temporary.resolve("cache").toString());
        builder.environment().keySet().removeAll(List.of("MLFLOW_TRACKING_URI", "SER_DATA"));
        return builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
    }

    private String said() throws IOException {
        return Files.readString(said);
    }

    /** Workers notice that whoever asked is gone, and end. */
    private static void awaitChildren() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (ProcessHandle.allProcesses().anyMatch(process -> process.info().commandLine().orElse("").contains(" worker --locks "
                + temporary))) {
            assertTrue(System.nanoTime() < end, "a worker stays without anybody to work for");
            Thread.onSpinWait();
        }
    }

    /** Trainings of a comparison by file name, but for how long they took. */
    private static Map<String, String> trainings(Path out) throws IOException {
        Map<String, String> all = new TreeMap<>();
        for (String file : files(out)) {
            if (file.endsWith(".json") && (file.startsWith("unfinished/") || file.startsWith("trainings/"))) {
                all.put(file.substring(file.indexOf('/') + 1), JSON.readTree(out.resolve(file).toFile()).toString());
            }
        }
        return all;
    }

    /** Outcomes of a sweep's jobs. */
    private static Map<String, String> outcomes(Path out) throws Exception {
        Map<String, String> all = new TreeMap<>();
        Path store = out.resolve("state/sweep.db");
        if (Files.exists(store)) {
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + store);
                    ResultSet rows = connection.createStatement().executeQuery(
                            "SELECT name FROM sqlite_master WHERE name = 'job'")) {
                if (rows.next()) {
                    try (ResultSet jobs = connection.createStatement().executeQuery(
                            "SELECT id, outcome FROM job WHERE outcome IS NOT NULL")) {
                        while (jobs.next()) {
                            all.put(jobs.getString(1), jobs.getString(2));
                        }
                    }
                }
            }
        }
        return all;
    }

    private static Map<String, String> results(Path out, Predicate<String> wanted) throws IOException {
        Map<String, String> all = new TreeMap<>();
        for (String file : files(out)) {
            if (wanted.test(file)) {
                String text = new String(Files.readAllBytes(out.resolve(file)), StandardCharsets.ISO_8859_1);
                all.put(file, TIMED.stream().anyMatch(file::endsWith) ? text.replaceAll(",[^,\n]*\n", "\n") : text);
            }
        }
        return all;
    }

    private static List<String> files(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return new ArrayList<>(all.filter(Files::isRegularFile).map(file -> folder.relativize(file).toString()).sorted().toList());
        }
    }
}
