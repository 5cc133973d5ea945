package serlab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static serlab.ContentAssertions.assertContains;
import static serlab.ContentAssertions.assertLacks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.audio.Tones;
import serlab.audio.file.WavEncoder;
import serlab.lab.Workspace;
import serlab.predict.StarterModel;

/** Which model answers: a taught one where it is named and nowhere else, and everybody is told. */
class ModelOptionsTest {
    @TempDir
    private Path temporary;
    private SmallProject project;
    private Path clip;

    @BeforeEach
    void open() throws IOException {
        project = new SmallProject(temporary.resolve("home"));
        clip = Files.write(temporary.resolve("a.wav"), WavEncoder.encode16(Tones.syllables(2, 16_000)));
    }

    @AfterEach
    void close() {
        project.close();
    }

    private static String model(Console console) throws IOException {
        assertEquals(0, console.code(), console.err());
        return new ObjectMapper().readTree(console.lastLine()).get("model").asText();
    }

    @Test
    void aTaughtModelAnswersWhereItIsNamedAlone() throws Exception {
        String usual = model(Console.run("predict", clip.toString(), "--json"));
        Path folder = Workspace.here().taught("own");
        StarterModel.load().save(folder);
        String named = Workspace.here().named(folder);
        Console without = Console.run("predict", clip.toString(), "--json");
        assertEquals(usual, model(without));
        assertContains(without.err(), "note: the model of your own classes answers where it is named: --model " + named);
        assertLacks(Console.run("predict", clip.toString(), "--quiet").err(), "own classes");
        assertLacks(Console.run("predict", clip.toString(), "--model", folder.toString()).err(), "own classes");
        StarterModel.load().save(Workspace.here().taught("other"));
        assertContains(Console.run("turns", clip.toString()).err(), "note: 2 models of your own classes answer where they are named: --model ");
        assertContains(Console.run("predict", "--model", "last", clip.toString()).err(), "no model has been trained here yet");
    }
}
