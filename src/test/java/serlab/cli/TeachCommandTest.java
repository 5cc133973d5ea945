package serlab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.audio.Waveform;
import serlab.audio.file.WavEncoder;

class TeachCommandTest {
    @TempDir
    private Path temporary;
    private SmallProject project;

    @BeforeEach
    void open() throws IOException {
        project = new SmallProject(temporary.resolve("home"));
    }

    @AfterEach
    void close() {
        project.close();
    }

    private static void refused(Console console, String message) {
        assertEquals(2, console.code(), console.err());
        assertEquals("ser: " + message, console.err().lines().filter(line -> line.startsWith("ser: ")).findFirst().orElse(console.err()));
    }

    @Test
    void theRecordingsAreNamedOnceInEitherWay() throws IOException {
        Path bored = Files.createDirectories(temporary.resolve("own/bored"));
        for (int i = 0; i < 6; i++) {
            Files.write(bored.resolve(i + ".wav"), WavEncoder.encode16(new Waveform(new float[8000 + i], 8000)));
        }
        String own = bored.getParent().toString();
        refused(Console.run("teach"), "no recordings are named; name the recordings once: ./ser teach FOLDER");
        refused(Console.run("teach", own, "--data", own), "--data stands beside " + own
                + "; name the recordings once: ./ser teach FOLDER");
        Console one = Console.run("teach", own);
        assertEquals(2, one.code(), one.err());
        assertEquals(one.err(), Console.run("teach", "--data", own).err());
    }
}
