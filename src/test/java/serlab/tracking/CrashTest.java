package serlab.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.tracking.outbox.Delivery;
import serlab.tracking.outbox.OutboxSync;
import serlab.tracking.server.Destination;

/**
 * Processes that track into one outbox, two at a time, are killed at random instants; nothing that a call had returned for
 * may be missing, and nothing may be there twice. {@code -Dserlab.kills=200} for the long run.
 */
@Tag("slow")
class CrashTest {
    private static final int KILLS = Integer.getInteger("serlab.kills", 10);
    private static final int LONGEST_MILLIS = 1500;

    @TempDir
    static Path temporary;

    @Test
    void everyRunMetricAndFileIsThereOnceAfterKills() throws Exception {
        Path mlruns = temporary.resolve("mlruns");
        Random chance = new Random(8);
        List<List<String>> told = new ArrayList<>();
        try (TestServer server = new TestServer(temporary.resolve("project"))) {
            for (int kill = 0; kill < KILLS; kill += 2) {
                List<Child> pair = List.of(new Child(server, mlruns), new Child(server, mlruns));
                for (Child child : pair) {
                    child.awaitRun();
                }
                for (Child child : pair) {
                    Thread.sleep(chance.nextInt(LONGEST_MILLIS));
                    told.add(child.kill());
                }
            }
            OutboxSync.Result result = OutboxSync.run(mlruns, name -> Destination.at(server.address(), Map.of()));
            assertEquals(List.of(), result.left());
            assertEquals(List.of(), result.refused());
            check(server, told);
        }
    }

    private static void check(TestServer server, List<List<String>> told) throws Exception {
        Map<String, JsonNode> runs = new HashMap<>();
        for (JsonNode run : server.runs("crashes")) {
            assertEquals(null, runs.put(TestServer.pairs(run.at("/data/tags")).get(Delivery.KEY), run), "a run is there twice");
            assertEquals("KILLED", run.at("/info/status").asText());
        }
        int points = 0;
        for (List<String> lines : told) {
            JsonNode run = runs.get(lines.get(0).substring("run ".length()));
            assertTrue(run != null, "no " + lines.get(0));
            String id = run.at("/info/run_id").asText();
            Set<Integer> steps = new HashSet<>();
            for (JsonNode point : server.history(id, "loss")) {
                assertTrue(steps.add(point.get("step").asInt()), "a metric point is there twice");
                assertEquals(1.0 / point.get("step").asInt(), point.get("value").asDouble());
            }
            TreeSet<String> files = server.artifacts(id);
            for (String line : lines) {
                if (line.startsWith("metric ")) {
                    assertTrue(steps.contains(Integer.parseInt(line.substring(7))), "missing: " + line + " of run " + id);
                    points++;
                } else if (line.startsWith("artifact ")) {
                    assertTrue(files.contains(line.substring(9)), "missing: " + line + " of run " + id);
                } else if (line.equals("model")) {
                    assertEquals(1, run.at("/outputs/model_outputs").size(), "models of run " + id);
                }
            }
        }
        assertTrue(points > told.size(), "only " + points + " points were tracked");
    }

    /** A process and what it has said. */
    private static final class Child {
        private final Process process;
        private final BufferedReader output;
        private final List<String> lines = new ArrayList<>();

        Child(TestServer server, Path mlruns) throws Exception {
            process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m",
                    "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), TrackingChild.class.getName(),
                    server.address().toString(), mlruns.toString(), "0").redirectError(ProcessBuilder.Redirect.INHERIT).start();
            output = process.inputReader();
        }

        void awaitRun() throws Exception {
            String line = output.readLine();
            assertTrue(line != null && line.startsWith("run "), "the child said " + line);
            lines.add(line);
        }

        /** The whole lines that it had said; its own handle, since {@link Process} would close the stream. */
        List<String> kill() throws Exception {
            process.toHandle().destroyForcibly();
            StringWriter rest = new StringWriter();
            output.transferTo(rest);
            String whole = rest.toString();
            whole.substring(0, whole.lastIndexOf('\n') + 1).lines().forEach(lines::add);
            assertTrue(process.waitFor(5, TimeUnit.MINUTES));
            return lines;
        }
    }
}
