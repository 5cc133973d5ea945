package serlab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.experiment.ExperimentFile;

class DocumentLimitsTest {
    private static final ObjectMapper JSON = new ObjectMapper(DocumentLimits.json());
    private static final ObjectMapper YAML = new ObjectMapper(DocumentLimits.yaml().build());

    @TempDir
    Path folder;

    @Test
    void deepTextsAreRefused() throws JsonProcessingException {
        assertEquals("1", JSON.readTree("[".repeat(64) + "1" + "]".repeat(64)).findValuesAsText("x").isEmpty() ? "1" : "");
        for (int depth : List.of(65, 5000, 200_000)) {
            assertThrows(JsonProcessingException.class, () -> JSON.readTree("[".repeat(depth)));
            assertThrows(JsonProcessingException.class, () -> YAML.readTree("[".repeat(depth)));
            assertThrows(JsonProcessingException.class, () -> YAML.readTree("{a: ".repeat(depth)));
        }
        StringBuilder indented = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            indented.append(" ".repeat(i)).append("a:\n");
        }
        assertThrows(JsonProcessingException.class, () -> YAML.readTree(indented.toString()));
    }

    @Test
    void aliasesAreNeverMultiplied() throws JsonProcessingException {
        StringBuilder laughs = new StringBuilder("a0: &a0 [lol, lol]\n");
        for (int i = 1; i < 40; i++) {
            laughs.append("a" + i + ": &a" + i + " [*a" + (i - 1) + ", *a" + (i - 1) + ", *a" + (i - 1) + "]\n");
        }
        assertTrue(YAML.readTree(laughs.toString()).toString().length() < 4000);
    }

    @Test
    void tagsMakeNoObjects() throws JsonProcessingException {
        Object read = YAML.readValue("a: !!javax.swing.JLabel [x]\nb: !!java.io.File /tmp\n", Object.class);
        assertEquals(Map.of("a", List.of("x"), "b", "/tmp"), read);
    }

    @Test
    void keysThatStandTwiceAreRefused() {
        assertThrows(JsonProcessingException.class, () -> JSON.readTree("{\"a\": 1, \"a\": 2}"));
        assertThrows(JsonProcessingException.class, () -> YAML.readTree("a: 1\na: 2\n"));
    }

    @Test
    void anExperimentFileIsRefusedByItsSize() throws IOException {
        Path file = Files.writeString(folder.resolve("big.yaml"), "name: x\n#" + " ".repeat(256 << 10));
        String message = assertThrows(InvalidInputException.class, () -> ExperimentFile.read(file)).getMessage();
        assertContains(message, "'" + file + "' has 262153 bytes; at most 262144 are read");
        String deep = assertThrows(InvalidInputException.class,
                () -> ExperimentFile.parse("a: " + "[".repeat(100_000), "deep.yaml")).getMessage();
        assertContains(deep, "deep.yaml");
        assertContains(deep, "is not valid YAML");
        assertEquals(1, deep.lines().count());
    }
}
