package serlab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import serlab.audio.Tones;
import serlab.audio.file.WavEncoder;

/** Files that commands write: missing folders are made, and what cannot be written is refused before anything is done. */
class OutputFileTest {
    @TempDir
    static Path temporary;
    private static SmallProject project;

    @BeforeAll
    static void prepare() throws IOException {
        project = new SmallProject(temporary.resolve("home"));
        Files.write(temporary.resolve("a.wav"), WavEncoder.encode16(Tones.syllables(2, 16_000)));
        SmallProject.voices(temporary.resolve("voices"), 2);
    }

    @AfterAll
    static void restore() {
        project.close();
    }

    /** A command whose last word is a file to write. */
    private static Console run(String command, Path written) {
        return Console.run(Stream.concat(Stream.of(command.replace("HERE", temporary.toString()).split(" ")), Stream.of(written.toString()))
                .toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"predict --model starter HERE/a.wav --parquet |a.parquet", "turns --model starter HERE/a.wav --out |a.csv",
        "corpus export --data HERE/voices --out |a.csv", "models export starter |model", "models export starter |model.zip",
        "models ensemble starter starter --out |both", "listen --model starter --fast --input HERE/a.wav --record |a.wav"})
    void itsFoldersAreMadeAndMustBeFolders(String command) throws IOException {
        List<String> parts = List.of(command.split("\\|"));
        Path place = Files.createTempDirectory(temporary, "place");
        Path file = Files.writeString(place.resolve("file"), "mine");
        Path refused = file.resolve("below/" + parts.get(1));
        Console.refused(run(parts.get(0), refused), refused + " cannot be written: '" + file + "' is no folder; choose another name");
        assertEquals("mine", Files.readString(file));
        Path written = place.resolve("new/below/" + parts.get(1));
        assertFalse(Files.exists(written.getParent()));
        Console made = run(parts.get(0), written);
        assertEquals(0, made.code(), made.err());
        assertTrue(Files.exists(written), made.err());
    }
}
