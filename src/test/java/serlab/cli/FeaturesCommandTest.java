package serlab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;
import static serlab.ContentAssertions.assertLacks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("slow")
class FeaturesCommandTest {
    @TempDir
    static Path temporary;
    private static SmallProject project;
    private static Path voices;
    private static List<String> files;

    @BeforeAll
    static void writeVoices() throws IOException {
        project = new SmallProject(temporary.resolve("home"));
        voices = SmallProject.voices(temporary.resolve("voices"), 2);
        try (Stream<Path> all = Files.walk(voices)) {
            files = all.filter(Files::isRegularFile).sorted().limit(2).map(Path::toString).toList();
        }
    }

    @AfterAll
    static void restore() {
        project.close();
    }

    private static String header(Path npy) throws IOException {
        byte[] bytes = Files.readAllBytes(npy);
        return new String(bytes, 10, bytes[8] + 256 * bytes[9], StandardCharsets.US_ASCII);
    }

    @Test
    void namedFilesBecomeMatricesOfTheirOwnLength() throws IOException {
        Path out = temporary.resolve("named");
        Console done = Console.run("features", "mfcc", files.get(0), files.get(1), "--out", out.toString(), "--json");
        assertEquals(0, done.code(), done.err());
        JsonNode line = new ObjectMapper().readTree(done.lastLine());
        assertEquals(2, line.get("computed").asInt() + line.get("cached").asInt());
        String name = Path.of(files.get(0)).getFileName().toString().replace(".wav", "");
        assertContains(header(out.resolve(name + ".npy")), "'descr': '<f4', 'fortran_order': False, 'shape': (40, ");
        assertEquals(3, Files.readAllLines(out.resolve("index.csv")).size());
        Console again = Console.run("features", "mfcc", files.get(0), files.get(1), "--out", out.toString());
        assertContains(again.out(), "(0 computed, 2 kept, 0 left out)");
        Console elsewhere = Console.run("features", "mfcc", files.get(0), files.get(1), "--out", out.resolveSibling("named again").toString());
        assertContains(elsewhere.out(), "(0 computed, 2 from the cache, 0 kept, 0 left out)");
    }

    @Test
    void aCorpusIsReadWithoutFilesAndFramesAreFixedOnlyIfSet() throws IOException {
        Path out = temporary.resolve("corpus");
        Console done = Console.run("features", "log-mel", "--data", voices.toString(), "--out", out.toString(), "--set",
                "bands=32", "--set", "features.frames=50", "--quiet");
        assertEquals(0, done.code(), done.err());
        List<String> rows = Files.readAllLines(out.resolve("index.csv"));
        assertEquals(1 + 16, rows.size());
        assertContains(rows.get(1), ",32,50,");
        assertContains(header(out.resolve(rows.get(1).split(",")[1])), "(32, 50)");
    }

    @Test
    void filesOfTheSameNameGetNumbers() throws IOException {
        Path out = temporary.resolve("same");
        Console done = Console.run("features", "zcr", files.get(0), files.get(0), "--out", out.toString(), "--quiet");
        assertEquals(0, done.code(), done.err());
        assertContains(Files.readAllLines(out.resolve("index.csv")).get(2), "-2.npy,");
    }

    @Test
    void aNumberedNameIsNoneThatAnotherFileHas() throws IOException {
        Path folder = Files.createDirectories(temporary.resolve("numbered/other"));
        List<String> named = List.of("a.wav", "other/a.wav", "a-2.wav", "a.wave");
        for (int i = 0; i < named.size(); i++) {
            Files.copy(Path.of(files.get(i % 2)), folder.resolveSibling(named.get(i)));
        }
        Path out = temporary.resolve("unique");
        List<String> request = new ArrayList<>(List.of("features", "zcr", "--out", out.toString(), "--quiet"));
        named.forEach(file -> request.add(folder.resolveSibling(file).toString()));
        Console done = Console.run(request.toArray(String[]::new));
        assertEquals(0, done.code(), done.err());
        for (String name : List.of("a", "a-2", "a-3", "a-4")) {
            assertTrue(Files.exists(out.resolve(name + ".npy")), name);
        }
        assertContains(Files.readAllLines(out.resolve("index.csv")).get(3), "a-2.wav");
    }

    @Test
    void aSettingOfTheCorpusIsRefusedBesideRecordings() {
        Console refused = Console.run("features", "zcr", files.get(0), "--set", "corpus.type=folders", "--out",
                temporary.resolve("none").toString());
        assertEquals(2, refused.code(), refused.err());
        assertContains(refused.err(), "--set corpus.type=folders is of a corpus");
    }

    @Test
    void aFileThatCannotBeUsedIsNamedAndTheOthersAreWritten() throws IOException {
        Path text = Files.writeString(temporary.resolve("text.wav"), "not audio");
        Path out = temporary.resolve("partly");
        Console done = Console.run("features", "rms", text.toString(), files.get(0), "--out", out.toString(), "--quiet");
        assertEquals(1, done.code(), done.err());
        assertContains(done.err(), "note: left out: " + text + ": contains text, not audio");
        assertEquals(2, Files.readAllLines(out.resolve("index.csv")).size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "mfc | coefficients=3 | unknown feature type 'mfc'; did you mean 'mfcc'?",
        "mfcc | coefficients=200 | features.coefficients 200: expected 1 to 128",
        "mfcc | hopLength=0 | features.hopLength is '0'",
        "log-mel | fMaxHz=20000 | features.fMinHz 0.0 and fMaxHz 20000.0: expected 0 <= fMinHz",
        "mfcc | type=statistics | --set type=statistics contradicts './ser features mfcc'; name the type once: ./ser features statistics",
        "zcr | coeficients | has no value"})
    void wrongRequestsAreRefusedInOneLine(String type, String set, String named) {
        Path out = temporary.resolve("refused");
        Console refused = Console.run("features", type, files.get(0), "--out", out.toString(), "--set", set);
        assertEquals(2, refused.code(), refused.err());
        assertEquals(1, refused.err().lines().count(), refused.err());
        assertContains(refused.err(), named);
        assertFalse(Files.exists(out));
    }

    @Test
    void benchmarkWithoutLibrosaSaysHowToGetIt() {
        Console refused = Console.run("bench", "features", "--clips", "1", "--rounds", "1");
        assertEquals(2, refused.code(), refused.err());
        assertContains(refused.err(), "experiments/benchmarks/requirements.txt");
    }

    @Test
    void ctrlCLeavesNothingHalfWrittenAndTheNextRunGoesOn() throws Exception {
        Path many = SmallProject.voices(temporary.resolve("many"), 24);
        Path out = temporary.resolve("interrupted");
        Process process = CtrlC.program(project, "features", "chroma", "--data", many.toString(), "--out", out.toString(),
                "--quiet", "--workers", "1").start();
        try {
            while (process.isAlive() && lines(out.resolve("progress.jsonl")) < 10) {
                process.waitFor(20, TimeUnit.MILLISECONDS);
            }
            CtrlC.send(process, 300);
        } finally {
            process.destroyForcibly();
        }
        assertFalse(hasFile(out, ".partial"));
        Console done = Console.run("features", "chroma", "--data", many.toString(), "--out", out.toString(), "--quiet");
        assertEquals(0, done.code(), done.err());
        assertLacks(done.out(), " 0 kept");
        assertEquals(1 + 24 * 8, Files.readAllLines(out.resolve("index.csv")).size());
    }

    private static long lines(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllLines(file).size() : 0;
    }

    private static boolean hasFile(Path folder, String end) throws IOException {
        if (!Files.exists(folder)) {
            return false;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.anyMatch(path -> path.toString().endsWith(end));
        }
    }
}
