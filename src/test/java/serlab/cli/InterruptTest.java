package serlab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C in the middle of training, sent to the real program. */
class InterruptTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int START_SECONDS = 120;
    private static final int END_SECONDS = 20;

    @TempDir
    Path temporary;

    @Test
    void openRunsAreMarkedKilledAndNoHalfWrittenFileStays() throws Exception {
        Path out = temporary.resolve("out");
        try (SmallProject project = new SmallProject(temporary.resolve("home"))) {
            Path voices = SmallProject.voices(temporary.resolve("voices"), 5);
            Process process = start(project, voices, out);
            try {
                awaitEpoch(process, project.root().resolve("mlruns/offline"));
                new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();
                assertTrue(process.waitFor(END_SECONDS, TimeUnit.SECONDS), "still running after Ctrl-C");
            } finally {
                process.destroyForcibly();
            }
            List<Path> records = named(project.root().resolve("mlruns/offline"), "run.json");
            assertTrue(records.size() >= 4, records.toString());
            for (Path record : records) {
                JsonNode run = JSON.readTree(record.toFile());
                assertEquals("KILLED", run.get("status").asText(), run.toString());
                assertTrue(run.get("ended").isNumber(), run.toString());
            }
            assertEquals(List.of(), named(out, ".partial"));
            assertEquals(List.of(), named(project.root().resolve("out"), ".partial"));
        }
    }

    private Process start(SmallProject project, Path voices, Path out) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g", "-Djava.awt.headless=true", "-Dorg.eclipse.deeplearning4j.helpers.disable=false",
                "-Dserlab.home=" + project.root(), "-Dserlab.log=" + temporary.resolve("ser.log"), "-cp",
                System.getProperty("java.class.path"), "serlab.cli.Ser", "compare", project.experiment().toString(),
                "--data", voices.toString(), "--out", out.toString(), "--workers", "1", "--set",
                "training.epochs=100000", "--set", "training.earlyStopping=0");
        builder.environment().put("OMP_NUM_THREADS", "1");
        builder.environment().put("SER_CACHE", temporary.resolve("cache").toString());
        builder.environment().keySet().removeAll(List.of("MLFLOW_TRACKING_URI", "SER_DATA", "SER_VENV"));
        return builder.redirectErrorStream(true).redirectOutput(temporary.resolve("said.txt").toFile()).start();
    }

    private void awaitEpoch(Process process, Path offline) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!hasEpoch(offline)) {
            boolean ended = process.waitFor(100, TimeUnit.MILLISECONDS);
            assertTrue(!ended && System.nanoTime() < end, () -> "no epoch was recorded: " + said());
        }
    }

    private static boolean hasEpoch(Path offline) throws IOException {
        for (Path events : named(offline, "events.jsonl")) {
            if (Files.readString(events).contains("\"val/uar\"")) {
                return true;
            }
        }
        return false;
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
