package serlab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every answer to {@code --json} ends with a JSON object, those that stop early too. */
class JsonLineTest {
    @TempDir
    private Path temporary;

    private static JsonNode last(String... request) throws IOException {
        Console done = Console.run(request);
        assertEquals(0, done.code(), done.err());
        return new ObjectMapper().readTree(done.lastLine());
    }

    @Test
    void theSheetOfAPart() throws IOException {
        JsonNode part = last("models", "mfcc", "--json").get("parts").get(0);
        assertEquals("features", part.get("section").asText());
        assertTrue(part.get("options").findValuesAsText("key").contains("coefficients"), part.toString());
    }

    @Test
    void theSettingsOfAnExperiment() throws IOException {
        Path file = Files.writeString(temporary.resolve("one.yaml"), "name: one\nfeatures: {type: mfcc}\nmodel: {type: mfcc-cnn}\n");
        JsonNode settings = last("run", file.toString(), "--print", "--json");
        assertEquals("mfcc", settings.findValue("features").get("type").asText());
    }
}
