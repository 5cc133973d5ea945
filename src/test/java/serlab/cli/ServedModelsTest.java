package serlab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static serlab.ContentAssertions.assertContains;
import static serlab.ContentAssertions.assertLacks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.InvalidInputException;
import serlab.lab.Workspace;
import serlab.predict.FoundModel;
import serlab.predict.StarterModel;
import serlab.tracking.TrackingUnavailableException;

/** What a server offers, and what it leaves out with a note. */
class ServedModelsTest {
    private static final String NOBODY = "http://127.0.0.1:9";

    @TempDir
    private Path home;
    private final List<String> notes = new ArrayList<>();

    private List<String> found(Map<String, String> environment, String tracking, boolean taught)
            throws TrackingUnavailableException {
        return new ServedModels(new Workspace(home, environment), tracking, notes::add).find(StarterModel.NAME, taught).stream()
                .map(FoundModel::id).distinct().toList();
    }

    @Test
    void modelsOfOwnClassesAreThereAgain() throws Exception {
        Path model = home.resolve("out/taught-my-voices/model");
        StarterModel.load().save(model);
        StarterModel.load().save(home.resolve("out/other/model"));
        Files.createDirectories(home.resolve("out/taught-nothing"));
        Files.writeString(Files.createDirectories(home.resolve("out/taught-damaged/model")).resolve("bundle.json"), "{");
        String id = Path.of("out", "taught-my-voices", "model").toString();
        assertEquals(List.of(StarterModel.NAME, id), found(Map.of(), null, true));
        assertEquals(1, notes.size(), notes.toString());
        assertContains(notes.get(0), Path.of("out", "taught-damaged", "model") + " is left out");
        assertEquals(List.of(StarterModel.NAME), found(Map.of(), null, false), "where others may come");
        assertEquals(model.toRealPath(), new Workspace(home, Map.of()).taught("my voices").toRealPath());
    }

    @Test
    void aServerThatDoesNotAnswerIsNamedAndDoneWithout() throws Exception {
        assertEquals(List.of(StarterModel.NAME), found(Map.of("MLFLOW_TRACKING_URI", NOBODY), null, true));
        assertEquals(List.of(StarterModel.NAME), found(Map.of(), NOBODY, true));
        assertEquals(2, notes.size(), notes.toString());
        assertContains(notes.get(0), NOBODY + " did not answer");
        assertContains(notes.get(0), "MLFLOW_TRACKING_URI");
        assertContains(notes.get(1), "--tracking");
        assertLacks(String.join("", notes), "\n");
        assertThrows(InvalidInputException.class, () -> found(Map.of(), "no address", true));
    }

    @Test
    void theListOfModelsNamesIt() throws IOException {
        try (SmallProject project = new SmallProject(home)) {
            Console listed = Console.run("models", "--json", "--tracking", NOBODY);
            assertEquals(0, listed.code(), listed.err());
            assertContains(listed.err(), NOBODY + " did not answer");
            assertEquals(1, listed.err().lines().count(), listed.err());
            assertContains(listed.lastLine(), "\"registered\":[]");
            assertEquals(home, project.root());
        }
    }

    @Test
    void theDoctorNamesIt() {
        PrintStream before = System.out;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
            new DoctorCommand().server(new Workspace(home, Map.of("MLFLOW_TRACKING_URI", NOBODY)));
            new DoctorCommand().server(new Workspace(home, Map.of()));
        } finally {
            System.setOut(before);
        }
        List<String> lines = said.toString(StandardCharsets.UTF_8).lines().toList();
        assertEquals(2, lines.size(), lines.toString());
        assertContains(lines.get(0), "MISS  MLflow server " + NOBODY + " did not answer");
        assertContains(lines.get(0), "correct the address in MLFLOW_TRACKING_URI");
        assertContains(lines.get(1), "ok    not running; ./ser ui starts it");
    }
}
