package serlab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;
import static serlab.ContentAssertions.assertLacks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C in the middle of training, sent to the real program. */
@Tag("slow")
class InterruptTest {
    private static final int START_SECONDS = 900;
    private static final int END_SECONDS = 300;

    @TempDir
    Path temporary;

    @Test
    void openRunsAreMarkedKilledAndNoHalfWrittenFileStays() throws Exception {
        Path out = temporary.resolve("out");
        try (SmallProject project = new SmallProject(temporary.resolve("home"))) {
            Path voices = SmallProject.voices(temporary.resolve("voices"), 5);
            Process process = start(project, voices, out, List.of());
            try {
                awaitEpoch(process, project.root().resolve("mlruns/outbox.db"));
                CtrlC.send(process, END_SECONDS);
            } finally {
                process.destroyForcibly();
            }
            List<String> ends = ends(project);
            assertTrue(ends.size() >= 4, ends.toString());
            assertTrue(ends.stream().allMatch(end -> end.contains("\"status\":\"KILLED\"")), ends.toString());
            assertEquals(List.of(), named(out, ".partial"));
            assertEquals(List.of(), named(project.root().resolve("out"), ".partial"));
        }
    }

    @Test
    void aServerThatTakesConnectionsAndNeverAnswersHoldsNothingUp() throws Exception {
        Path out = temporary.resolve("out");
        try (SmallProject project = new SmallProject(temporary.resolve("home"));
                ServerSocket silent = new ServerSocket(0, 200, InetAddress.getLoopbackAddress())) {
            Path voices = SmallProject.voices(temporary.resolve("voices"), 5);
            Process process = start(project, voices, out,
                    List.of("--tracking", "http://127.0.0.1:" + silent.getLocalPort()));
            try {
                awaitEpoch(process, project.root().resolve("mlruns/outbox.db"));
                CtrlC.send("TERM", process, END_SECONDS);
            } finally {
                process.destroyForcibly();
            }
            assertContains(said(), "stopped; finished trainings are kept");
            assertLacks(said(), "failed");
            List<String> ends = ends(project);
            assertTrue(ends.size() >= 4 && ends.stream().allMatch(end -> end.contains("\"status\":\"KILLED\"")),
                    ends.toString());
        }
    }

    private static List<String> ends(SmallProject project) throws SQLException {
        return texts(project.root().resolve("mlruns/outbox.db"),
                "SELECT run.name || ': ' || coalesce(max(event.body), 'open') FROM run LEFT JOIN event"
                        + " ON event.run = run.key AND event.kind = 'END' GROUP BY run.key");
    }

    private Process start(SmallProject project, Path voices, Path out, List<String> more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("compare", project.experiment().toString(), "--data",
                voices.toString(), "--out", out.toString(), "--workers", "1", "--set", "training.epochs=100000", "--set",
                "training.earlyStopping=0"));
        arguments.addAll(more);
        ProcessBuilder builder = CtrlC.program(project, arguments.toArray(String[]::new));
        builder.environment().put("OMP_NUM_THREADS", "1");
        builder.environment().put("SER_CACHE", temporary.resolve("cache").toString());
        builder.environment().keySet().removeAll(List.of("MLFLOW_TRACKING_URI", "SER_DATA", "SER_VENV"));
        return builder.redirectErrorStream(true).redirectOutput(temporary.resolve("said.txt").toFile()).start();
    }

    private void awaitEpoch(Process process, Path outbox) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!Files.exists(outbox) || texts(outbox, "SELECT body FROM event WHERE kind = 'METRICS' AND body LIKE '%val/uar%'").isEmpty()) {
            boolean ended = process.waitFor(100, TimeUnit.MILLISECONDS);
            assertTrue(!ended && System.nanoTime() < end, () -> "no epoch was recorded: " + said());
        }
    }

    private static List<String> texts(Path database, String sql) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
             ResultSet rows = connection.createStatement().executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        } catch (SQLException e) {
            if (!e.getMessage().contains("no such table")) {
                throw e;
            }
        }
        return found;
    }

    private String said() {
        try {
            return Files.readString(temporary.resolve("said.txt"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Files and folders below a folder, which may be missing, whose names end so. */
    private static List<Path> named(Path folder, String end) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> path.getFileName().toString().endsWith(end)).toList();
        }
    }
}
