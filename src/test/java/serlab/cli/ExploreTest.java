package serlab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;
import static serlab.cli.Console.refused;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import serlab.FolderLock;
import serlab.cli.terminal.ByteSize;

/** {@code ./ser explore} and {@code ./ser cache}. */
@Tag("slow")
class ExploreTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path temporary;
    private static SmallProject project;
    private static Path voices;

    @BeforeAll
    static void open() throws IOException {
        project = new SmallProject(temporary.resolve("home"));
        voices = SmallProject.voices(temporary.resolve("voices"), 5);
    }

    @AfterAll
    static void restore() {
        project.close();
    }

    @Test
    void aFolderThatAnotherWritesIntoIsRefused() {
        Path out = temporary.resolve("in-use");
        try (FolderLock lock = FolderLock.of(out)) {
            for (String command : List.of("explore", "spectrograms", "compare")) {
                refused(Console.run(command, "--data", voices.toString(), "--out", out.toString(), "--quiet"),
                        "another process writes into '" + out + "'; wait until it has ended, or name another folder with --out");
            }
        }
        assertTrue(Files.exists(out), "the one who has it may use it");
        assertFalse(Files.exists(out.resolve(FolderLock.FILE)));
    }

    @ParameterizedTest
    @CsvSource({"spectrograms, '.*[.]png', were there already", "explore, 'measured-.*', '.html'"})
    void ctrlCLeavesNothingHalfWrittenAndTheNextRunGoesOn(String command, String begun, String said) throws Exception {
        Path many = SmallProject.voices(temporary.resolve("many-" + command), 24);
        Path out = temporary.resolve("interrupted-" + command);
        Process process = CtrlC.program(project, command, "--data", many.toString(), "--out", out.toString(), "--quiet",
                "--workers", "1").start();
        try {
            while (process.isAlive() && new WrittenFiles(out).lines(begun) < 10) {
                process.waitFor(20, TimeUnit.MILLISECONDS);
            }
            CtrlC.send(process, 300);
        } finally {
            process.destroyForcibly();
        }
        assertFalse(new WrittenFiles(out).names().stream().anyMatch(name -> name.endsWith(".partial") || name.endsWith(".html")
                || name.equals("clips.csv")), new WrittenFiles(out).names().toString());
        Console done = Console.run(command, "--data", many.toString(), "--out", out.toString(), "--quiet", "--workers", "1");
        assertEquals(0, done.code(), done.err());
        assertContains(done.out(), said);
        assertFalse(new WrittenFiles(out).names().stream().anyMatch(name -> name.startsWith("measured-")), new WrittenFiles(out).names().toString());
    }

    @Test
    void exploresWithoutNetworkAndWithoutRawNames() throws IOException {
        Path out = temporary.resolve("explored");
        Console explored = Console.run("explore", "--data", voices.toString(), "--out", out.toString(), "--json");
        assertEquals(0, explored.code(), explored.err());
        JsonNode json = JSON.readTree(explored.lastLine());
        assertEquals(40, json.get("clips").asInt());
        for (JsonNode file : json.get("files")) {
            assertTrue(Files.size(Path.of(file.asText())) > 0, file.asText());
            if (file.asText().endsWith(".png")) {
                assertNotNull(ImageIO.read(Path.of(file.asText()).toFile()), file.asText());
            }
        }
        assertEquals(11, json.get("files").size());
        List<String> rows = Files.readAllLines(out.resolve("clips.csv"));
        assertEquals(41, rows.size());
        assertTrue(rows.get(0).startsWith("clip,emotion,speaker,actor,channel,"), rows.get(0));
        String page = Files.readString(out.resolve("explore.html"));
        assertFalse(page.contains("<script src"), "a script from elsewhere");
        assertFalse(page.contains("cdn.plot.ly/plotly"), "a script from elsewhere");
        assertTrue(page.length() < 10_000_000, "the page has " + page.length() + " characters: is the script still packed?");
        assertContains(page, "Surprised");
        assertContains(page, "Female");
        assertContains(page, "Pitch (Hz)");
    }

    @Test
    void tellsWhatIsMissedOfTenClipsOfEachEmotion() throws IOException {
        Path enough = SmallProject.voices(temporary.resolve("enough"), 10);
        for (Path file : new WrittenFiles(enough).all()) {
            if (Files.isRegularFile(file) && !file.getFileName().toString().matches("03-0.-0[34]-.*")) {
                Files.delete(file);
            }
        }
        Path out = temporary.resolve("importance");
        Console explored = Console.run("explore", "--data", enough.toString(), "--out", out.toString(), "--features", "mfcc", "--set",
                "features.coefficients=2", "--json", "--quiet");
        assertEquals(0, explored.code(), explored.err());
        JsonNode importance = JSON.readTree(explored.lastLine()).get("importance");
        assertEquals(5, importance.get("folds").asInt(), importance.toString());
        List<String> lines = Files.readAllLines(out.resolve("importance.csv"));
        assertEquals(5, lines.size(), lines.toString());
        assertTrue(lines.get(1).startsWith(importance.get("uar_lost").fieldNames().next() + ",,"), lines.get(1));
        assertContains(Files.readString(out.resolve("explore.html")), "importance.csv");
        assertFalse(explored.out().contains("Caution: ") || explored.out().contains("No importance: "), explored.out());
    }

    @Test
    void tellsWhatDiffersBetweenEmotions() throws IOException {
        Path out = temporary.resolve("effects");
        Console explored = Console.run("explore", "--data", voices.toString(), "--out", out.toString(), "--features", "mfcc", "--set",
                "features.coefficients=6", "--json", "--quiet");
        assertEquals(0, explored.code(), explored.err());
        assertContains(explored.out(), "mean and deviation of mfcc, the strongest of 12: 40 clips, 8 emotions, compared within each of 5 speakers; by chance "
                + "eta squared is about 0.200; under each emotion Cohen's d against the rest");
        JsonNode effects = JSON.readTree(explored.lastLine()).get("effects");
        assertTrue(effects.get("within_speakers").asBoolean());
        assertEquals(10, effects.get("eta_squared").size());
        List<String> lines = Files.readAllLines(out.resolve("effects.csv"));
        assertEquals(13, lines.size());
        String strongest = effects.get("eta_squared").fieldNames().next();
        assertTrue(lines.get(1).startsWith(strongest + ",,40,"), lines.get(1));
        assertContains(explored.out(), "\n" + strongest + " ");
        assertEquals(1 + 12 * 8, Files.readAllLines(out.resolve("distributions.csv")).size());
        assertTrue(new WrittenFiles(out).names().containsAll(List.of("effects.png", "distributions.png")), new WrittenFiles(out).names().toString());
        String page = Files.readString(out.resolve("explore.html"));
        assertContains(page, "<td>" + strongest + "</td>");
        assertContains(explored.out(), "Caution: fewer than 10 clips of an emotion (5 of ");
        assertContains(page, "Caution: fewer than 10 clips of an emotion (5 of ");
        assertContains(explored.out(), "No importance: 5 clips of ");
        assertContains(page, " are too few to hold some out; it takes 10 or more of each emotion");
        assertFalse(explored.out().contains("most important") || explored.lastLine().contains("\"importance\"")
                || new WrittenFiles(out).names().contains("importance.csv"), explored.out());
        Console plain = Console.run("explore", "--data", voices.toString(), "--out", out.toString(), "--quiet");
        assertEquals(0, plain.code(), plain.err());
        assertFalse(new WrittenFiles(out).names().contains("effects.csv") || new WrittenFiles(out).names().contains("importance.csv"), "of a feature that was not asked for: "
                + new WrittenFiles(out).names());
        Path one = Files.createDirectories(temporary.resolve("one/sad"));
        List<Path> recordings = new WrittenFiles(voices).all().stream().filter(file -> file.toString().endsWith(".wav")).limit(2).toList();
        for (int i = 0; i < recordings.size(); i++) {
            Files.copy(recordings.get(i), one.resolve("take-" + i + ".wav"));
        }
        refused(Console.run("explore", "--data", one.getParent().toString(), "--out", temporary.resolve("never-one").toString(),
                "--features", "egemaps", "--quiet"), "there is one emotion, 'sad'", "two or more");
        refused(Console.run("explore", "--data", voices.toString(), "--out", out.toString(), "--features", "egemap", "--quiet"), "egemaps");
    }

    @Test
    void wrongPlacesAreNamedInOneLine() throws IOException {
        Path empty = Files.createDirectories(temporary.resolve("empty"));
        Path file = Files.writeString(temporary.resolve("file"), "no folder");
        Path images = Files.createDirectories(temporary.resolve("images/angry"));
        ImageIO.write(new BufferedImage(32, 32, BufferedImage.TYPE_BYTE_GRAY), "png", images.resolve("a.png").toFile());
        for (String command : List.of("explore", "spectrograms")) {
            String out = temporary.resolve("never-" + command).toString();
            refused(Console.run(command, "--out", out, "--data", temporary.resolve("none").toString()), "none", "does not exist");
            refused(Console.run(command, "--out", out, "--data", empty.toString()), "empty", "holds no audio");
            refused(Console.run(command, "--out", file.resolve("below").toString(), "--data", voices.toString()), "below");
            refused(Console.run(command, "--out", out, "--data", images.getParent().toString()), ".png");
        }
        refused(Console.run("spectrograms", "--data", voices.toString()), "--out");
        refused(Console.run("spectrograms", "--out", "x", "--size", "7"), "--size 7", "32");
        refused(Console.run("spectrograms", "--out", "x", "--set", "features.type=mfcc"), "features.type is 'mfcc'", "log-mel alone");
        refused(Console.run("spectrograms", "--out", "x", "--set", "feature.topDb=60"), "features");
        refused(Console.run("compare", "--cache-limit", "much", "--data", voices.toString()), "--cache-limit", "much");
    }

    @Test
    void theCacheIsListedAndCleared() throws IOException {
        Console run = Console.run("run", project.experiment().toString());
        refused(run, "variants");
        JsonNode listed = JSON.readTree(Console.run("cache", "--json").lastLine());
        assertTrue(listed.get("folder").asText().startsWith(project.root().toString()), listed.toString());
        Console cleared = Console.run("cache", "--clear", "--json");
        assertEquals(0, JSON.readTree(cleared.lastLine()).get("bytes").asInt());
        assertEquals(1 << 20, ByteSize.parse("--cache-limit", "1M"));
        assertEquals(1536, ByteSize.parse("--cache-limit", "1.5 KiB"));
        assertEquals("1.5 KB", ByteSize.text(1536));
        assertEquals("12 bytes", ByteSize.text(12));
    }
}
