package serlab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./ser audit} and {@code ./ser fetch}. */
@Tag("slow")
class AuditCommandTest {
    @TempDir
    static Path temporary;
    private static SmallProject project;
    private static Path voices;

    @BeforeAll
    static void speak() throws IOException {
        project = new SmallProject(temporary.resolve("home"));
        voices = SmallProject.voices(temporary.resolve("voices"), 3);
    }

    @AfterAll
    static void restore() {
        project.close();
    }

    private static JsonNode findings(Console console) throws IOException {
        JsonNode all = new ObjectMapper().readTree(console.lastLine()).get("findings");
        assertTrue(all.isArray(), console.out());
        return all;
    }

    private static JsonNode finding(JsonNode findings, String code) {
        for (JsonNode finding : findings) {
            if (finding.get("code").asText().equals(code)) {
                return finding;
            }
        }
        throw new AssertionError(code + " is not in " + findings);
    }

    @Test
    void findsEveryClipOfADoubledCopy() throws IOException {
        Path doubled = temporary.resolve("doubled");
        int clips = 0;
        try (Stream<Path> files = Files.walk(voices)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                clips++;
                for (String prefix : new String[] {"", "audio_speech_actors_01-24"}) {
                    Path copy = doubled.resolve(prefix).resolve(voices.relativize(file).toString());
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
        }
        Console console = Console.run("audit", "--data", doubled.toString(), "--json");
        assertEquals(0, console.code(), console.err());
        JsonNode finding = finding(findings(console), "doubled-clips");
        assertEquals("error", finding.get("severity").asText());
        assertEquals(clips, finding.get("count").asInt());
        assertEquals(5, finding.get("examples").size());
        assertTrue(finding.get("message").asText().length() > 20);
        assertEquals(1, Console.run("audit", "--data", doubled.toString(), "--strict", "--quiet").code());
    }

    @Test
    void comparesImagesByTheirPixels() throws IOException {
        Path images = temporary.resolve("images");
        assertEquals(0, Console.run("spectrograms", "--data", voices.toString(), "--out", images.toString(), "--size", "32").code());
        Path original = images.resolve("happy/03-01-03-01-01-01-02.png");
        Files.write(images.resolve("sad/renamed.png"), Files.readAllBytes(original));
        Files.write(images.resolve("sad/renamed.png"), new byte[] {0}, StandardOpenOption.APPEND);
        Files.write(images.resolve("calm/broken.png"), Arrays.copyOf(Files.readAllBytes(original), 60));
        Files.delete(images.resolve("index.csv"));
        JsonNode findings = findings(Console.run("audit", images.toString(), "--json"));
        assertEquals(1, finding(findings, "identical-audio").get("count").asInt());
        assertTrue(finding(findings, "contradicting-labels").toString().contains("renamed"), findings.toString());
        assertEquals(1, finding(findings, "unreadable-clips").get("count").asInt());
        assertContains(finding(findings, "unreadable-clips").toString(), "broken.png: the image is damaged");
    }

    @Test
    void passesSoundVoicesAndShowsTheProtocols() {
        Console console = Console.run("audit", voices.toString(), "--strict");
        assertEquals(0, console.code(), console.out());
        assertContains(console.out(), "leave-one-actor-out       3");
        assertContains(console.out(), "actor-folds-5 does not fit: ");
        assertContains(console.err(), "Listening: 24 of 24 clips");
    }

    @Test
    void auditsAnExperiment() throws IOException {
        Path file = Files.writeString(temporary.resolve("leaky.yaml"), """
                name: leaky
                split: {protocol: leave-one-actor-out}
                features: {type: mfcc}
                model: {type: mfcc-cnn}
                """);
        Console console = Console.run("audit", file.toString(), "--data", voices.toString(), "--json", "--quiet", "--set",
                "leaks=[scaler-on-everything]");
        assertEquals(0, console.code(), console.err());
        assertEquals(1, finding(findings(console), "scaler-on-everything").get("count").asInt());
        assertEquals(1, finding(findings(console), "sentences-across-split").get("count").asInt());
    }

    @Test
    void trainsFromATableOfFeatures() throws IOException {
        String names = IntStream.range(0, 20).mapToObj(i -> "f" + i).collect(Collectors.joining(","));
        StringBuilder rows = new StringBuilder("speaker,Emotion," + names + "\n");
        for (int i = 0; i < 24; i++) {
            rows.append("0").append(i % 3).append(i % 2 == 0 ? ",sad" : ",happy");
            for (int f = 0; f < 20; f++) {
                rows.append(',').append(f % 2 == 0 ? i % 2 * 4 : i * f);
            }
            rows.append('\n');
        }
        Path table = Files.writeString(temporary.resolve("table.csv"), rows);
        Path file = Files.writeString(temporary.resolve("table.yaml"), """
                name: from a table
                corpus: {type: csv, label: Emotion}
                split: {protocol: leave-one-actor-out, folds: [0]}
                features: {type: table, bands: 20, frames: 1}
                model: {type: mfcc-vector-cnn}
                training: {epochs: 2, batch: 8}
                """);
        Console run = Console.run("run", file.toString(), "--data", table.toString(), "--json", "--out",
                temporary.resolve("out").toString());
        assertEquals(0, run.code(), run.err());
        assertTrue(new ObjectMapper().readTree(run.lastLine()).get("metrics").has("test/uar"), run.lastLine());
        Console audit = Console.run("audit", file.toString(), "--data", table.toString(), "--json", "--quiet");
        assertEquals(0, audit.code(), audit.err());
        Files.writeString(table, rows.toString().replace("\n02,sad,0,2,", "\n02,sad,0,oops,"));
        Console wrong = Console.run("run", file.toString(), "--data", table.toString());
        assertEquals(2, wrong.code(), wrong.out());
        assertContains(wrong.err(), "table.csv:4: column 'f1' is 'oops', not a number");
    }

    @Test
    void wrongRequestsAreNamed() {
        Console both = Console.run("audit", voices.toString(), "--data", voices.toString());
        assertEquals(2, both.code());
        assertContains(both.err(), "are both corpora");
        assertEquals(2, Console.run("audit", "absent.yaml").code());
        assertContains(Console.run("fetch", "ravdes").err(), "did you mean 'ravdess'?");
        assertContains(Console.run("fetch", "ravdess", "--parts", "sogn").err(), "did you mean 'song'?");
        assertContains(Console.run("fetch", "ravdess", "--base-url", "ftp://localhost/").err(), "is no web address");
    }

    @Test
    void aServerThatIsAwayIsAFailure() throws IOException {
        int port;
        try (ServerSocket taken = new ServerSocket(0)) {
            port = taken.getLocalPort();
        }
        Console console = Console.run("fetch", "ravdess", "--quiet", "--base-url", "http://localhost:" + port, "--to",
                temporary.resolve("data").toString());
        assertEquals(1, console.code(), console.err());
        assertContains(console.err(), "cannot be fetched");
        assertContains(console.err(), "run the command again");
    }
}
