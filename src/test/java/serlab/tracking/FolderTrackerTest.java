package serlab.tracking;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.InvalidInputException;

class FolderTrackerTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path mlruns;

    @Test
    void keepsEverythingOfARun() throws Exception {
        Path model = Files.createDirectories(mlruns.resolve("source/deep"));
        Files.writeString(model.resolve("net.bin"), "weights");
        try (FolderTracker tracker = new FolderTracker(mlruns);
             Run run = tracker.start(new RunRequest("ex", "a/b é", "parent", Map.of("git", "abc")))) {
            run.parameters(Map.of("lr", "5e-4"));
            run.metrics(Map.of("val/uar", 0.5, "loss", Double.NaN), 3);
            run.artifact("plots/x.bin", new byte[] {1, 2});
            run.dataset(new DatasetInput("voices", "d1", "here", "{}", "{}", "training"));
            run.model("net", mlruns.resolve("source"));
            run.finish(RunStatus.FINISHED);
            assertEquals(List.of(), tracker.notices());
        }
        Path folder = only(mlruns.resolve("offline"));
        JsonNode run = JSON.readTree(folder.resolve("run.json").toFile());
        assertEquals("FINISHED", run.get("status").asText(), "close after finish changes nothing");
        assertEquals("parent", run.get("parent").asText());
        assertEquals("abc", run.get("tags").get("git").asText());
        List<String> events = Files.readAllLines(folder.resolve("events.jsonl"));
        assertEquals(4, events.size());
        JsonNode metrics = JSON.readTree(events.get(1));
        assertEquals(3, metrics.get("step").asInt());
        assertEquals(0.5, metrics.get("values").get("val/uar").asDouble());
        assertEquals("NaN", metrics.get("values").get("loss").asText());
        assertArrayEquals(new byte[] {1, 2}, Files.readAllBytes(folder.resolve("artifacts/plots/x.bin")));
        assertEquals("weights", Files.readString(folder.resolve("model/net/deep/net.bin")));
    }

    @Test
    void rejectsArtifactPathsThatLeaveTheRun() {
        Run run = new FolderTracker(mlruns).start(new RunRequest("ex", "r", null, Map.of()));
        for (String path : List.of("../x", "/x", "a//b", "", "a/../b")) {
            assertThrows(InvalidInputException.class, () -> run.artifact(path, new byte[0]), path);
        }
    }

    @Test
    void aRunThatIsOnlyClosedHasFailed() throws Exception {
        new FolderTracker(mlruns).start(new RunRequest("ex", "r", null, Map.of())).close();
        assertTrue(Files.readString(only(mlruns.resolve("offline")).resolve("run.json")).contains("FAILED"));
    }

    private static Path only(Path folder) throws Exception {
        try (var all = Files.list(folder)) {
            return all.findFirst().orElseThrow();
        }
    }
}
