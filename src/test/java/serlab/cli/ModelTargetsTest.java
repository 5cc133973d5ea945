package serlab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static serlab.ContentAssertions.assertContains;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./ser models export} and {@code ensemble} replace models alone. */
class ModelTargetsTest {
    @TempDir
    static Path folder;
    private static SmallProject project;

    @BeforeAll
    static void prepare() throws IOException {
        project = new SmallProject(folder.resolve("project"));
    }

    @AfterAll
    static void close() {
        project.close();
    }

    private static void refused(String expected, String... arguments) {
        Console console = Console.run(arguments);
        assertEquals(2, console.code(), console.err());
        assertContains(console.err(), expected);
        assertEquals("", console.out());
    }

    private static void made(String... arguments) {
        Console console = Console.run(arguments);
        assertEquals(0, console.code(), console.err());
        assertContains(console.out(), "Model: ");
    }

    @Test
    void whatIsNoModelIsKept() throws IOException {
        Path recordings = Files.createDirectories(folder.resolve("recordings"));
        Path clip = Files.writeString(recordings.resolve("a.wav"), "mine");
        Path zip = Files.writeString(folder.resolve("corpus.zip"), "mine");
        for (Path target : new Path[] {recordings, zip, clip}) {
            String expected = "'" + target + "' is there already and is no model that would be replaced";
            refused(expected, "models", "export", "starter", target.toString());
            refused(expected, "models", "ensemble", "starter", "starter", "--out", target.toString());
        }
        assertEquals("mine", Files.readString(clip));
        assertEquals("mine", Files.readString(zip));
    }

    @Test
    void aModelIsReplacedUnlessItIsAMember() throws IOException {
        Path one = folder.resolve("one.zip");
        Path two = Files.createDirectories(folder.resolve("two"));
        made("models", "export", "starter", one.toString());
        made("models", "export", "starter", one.toString());
        made("models", "export", "starter", two.toString());
        made("models", "export", "starter", two.toString());
        assertFalse(Files.exists(folder.resolve("two.old")));
        byte[] before = Files.readAllBytes(one);
        refused("--out " + one + " is '" + one + "', which is to be read; choose another name", "models", "ensemble", one.toString(),
                two.toString(), "--out", one.toString());
        assertEquals(before.length, Files.size(one));
        made("models", "ensemble", one.toString(), two.toString(), "--out", folder.resolve("both.zip").toString());
    }
}
