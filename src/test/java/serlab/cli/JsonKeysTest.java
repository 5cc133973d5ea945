package serlab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import serlab.bench.SpeedFigure;
import serlab.experiment.SuiteRow;

/** Keys of what commands print with {@code --json} are in snake_case. */
class JsonKeysTest {
    private static final Pattern KEY = Pattern.compile("\\.put\\(\"(\\w*[a-z][A-Z]\\w*)\"|Map\\.of\\(\"(\\w*[a-z][A-Z]\\w*)\"");
    /** Settings of features, which experiment files have so. */
    private static final List<String> SETTINGS = List.of("hopLength", "fftSize", "sampleRate");

    @Test
    void noCommandPutsAnotherKey() throws IOException {
        List<String> others = new ArrayList<>();
        for (String folder : List.of("cli", "bench", "audit", "experiment/cross")) {
            try (Stream<Path> files = Files.list(Path.of("src/main/java/serlab", folder))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    KEY.matcher(Files.readString(file)).results().map(found -> found.group(1) != null ? found.group(1) : found.group(2))
                            .filter(key -> !SETTINGS.contains(key)).forEach(key -> others.add(file.getFileName() + ": " + key));
                }
            }
        }
        assertEquals(List.of(), others);
    }

    @Test
    void aRowOfASuiteHasSuchKeys() {
        SuiteRow row = new SuiteRow("one", "honest", "RAVDESS speech, 1440 clips", false, 0, 1, 5, 0.6, 0.6, 0.59, 0.55, 0.63, 0, 2, "hash",
                "print", 0, List.of());
        assertTrue(row.fields().keySet().stream().allMatch(key -> key.matches("[a-z0-9_]+")), row.fields().toString());
        assertEquals(0.63, row.fields().get("uar_high"));
    }

    @Test
    void figuresOfVersionsBeforeAreReadByTheirKeys() throws IOException {
        String now = "{\"features\": [{\"source_rate\": 48000, \"by\": \"serlab\", \"threads\": 1, \"clips_per_second\": 60}, "
                + "{\"source_rate\": 48000, \"by\": \"librosa 1.0\", \"threads\": 1, \"clips_per_second\": 15}], \"changes\": []}";
        JsonNode earlier = new ObjectMapper().readTree(now.replace("source_rate", "sourceRate").replace("clips_per_second", "clipsPerSecond"));
        List<SpeedFigure> figures = SpeedFigure.of("features", new ObjectMapper().readTree(now));
        assertEquals(4, figures.get(0).value());
        assertEquals(figures, SpeedFigure.of("features", earlier));
    }
}
