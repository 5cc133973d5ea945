package serlab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.audio.Waveform;
import serlab.audio.file.WavEncoder;
import serlab.bench.AssembledConversation;
import serlab.corpus.synthetic.SyntheticSpec;

/** {@code ./ser turns} and {@code ./ser bench turns}, on synthetic voices. */
class TurnsCommandTest {
    @TempDir
    private static Path folder;
    private static SmallProject project;
    private static Path talk;

    @BeforeAll
    static void record() throws IOException {
        project = new SmallProject(folder.resolve("project"));
        Waveform sound = AssembledConversation.of(new SyntheticSpec(3, 1, 1).open(null).clips(), 5, 2).sound();
        talk = Files.write(folder.resolve("a talk.wav"), WavEncoder.encode16(sound));
    }

    @AfterAll
    static void close() {
        project.close();
    }

    private static Console turns(String... more) {
        return Console.run(Stream.concat(Stream.of("turns", "--model", "starter"), Stream.of(more)).toArray(String[]::new));
    }

    private static void refused(String expected, String... arguments) {
        Console console = turns(arguments);
        Console.refused(console, expected);
        assertEquals("", console.out());
    }

    @Test
    void aTableForPeopleAndOneObjectForPrograms() throws IOException {
        Console table = turns(talk.toString(), "--speakers", "2");
        assertEquals(0, table.code(), table.err());
        assertContains(table.out(), "speaker 2");
        assertContains(table.out(), "silence");
        assertContains(table.out(), "2 speakers, 00:");
        assertContains(table.out(), "note: trained on synthetic voices");
        JsonNode json = new ObjectMapper().readTree(turns(talk.toString(), "--speakers", "2", "--json").out());
        assertEquals(2, json.get("speakers").size());
        assertEquals(talk.toString(), json.get("file").asText());
        assertEquals(table.out().lines().filter(line -> line.contains("speaker 1 ")).count(), json.get("turns").findValuesAsText("speaker")
                .stream().filter("speaker 1"::equals).count());
    }

    @Test
    void severalFilesByTheirEndings() throws IOException {
        Path out = folder.resolve("out");
        Console console = turns(talk.toString(), "--out", out.resolve("t.vtt").toString(), "--out", out.resolve("t.TextGrid").toString(),
                "--out", out.resolve("t.html").toString(), "--out", out.resolve("t.txt").toString());
        assertEquals(0, console.code(), console.err());
        assertEquals(4, console.out().lines().count());
        assertTrue(Files.readString(out.resolve("t.vtt")).startsWith("WEBVTT\n"));
        assertContains(Files.readString(out.resolve("t.TextGrid")), "name = \"speaker 1\"");
        assertContains(Files.readString(out.resolve("t.html")), "src=\"./../a%20talk.wav\"");
        assertContains(Files.readString(out.resolve("t.txt")), "confidence");
    }

    @Test
    void whatIsWrongIsSaidInOneLine() throws IOException {
        refused("--speakers 0", talk.toString(), "--speakers", "0");
        refused("--smoothing 1.0", talk.toString(), "--smoothing", "1");
        refused("--workers 0", talk.toString(), "--workers", "0");
        refused("webvtt", talk.toString(), "--format", "webvt");
        refused("--out turns.html", talk.toString(), "--format", "html");
        refused("its ending names no format", talk.toString(), "--out", "turns.doc");
        refused("--json", talk.toString(), "--json", "--format", "csv");
        refused("is the recording itself", talk.toString(), "--format", "csv", "--out", talk.toString());
        Path other = Files.writeString(folder.resolve("other.M4A"), "another recording");
        refused("other.M4A has the name of a recording; choose one of what is written, such as turns.csv", talk.toString(), "--format", "csv",
                "--out", other.toString());
        assertEquals("another recording", Files.readString(other));
        Path link = Files.createSymbolicLink(folder.resolve("link.csv"), talk);
        refused("is the recording itself", talk.toString(), "--out", link.toString());
        refused("is a folder; name a file in it", talk.toString(), "--format", "csv", "--out", folder.toString());
        refused("no such file", folder.resolve("none.wav").toString());
        Path text = Files.writeString(folder.resolve("text.wav"), "no sound");
        refused("contains text", text.toString());
        assertFalse(Files.exists(Path.of("turns.doc")));
    }

    @Test
    void theBenchmarkTellsErrorsSpeedAndMemory() throws IOException {
        Path voices = SmallProject.voices(folder.resolve("voices"), 3);
        Console console = Console.run("bench", "turns", "--model", "starter", "--data", voices.toString(), "--conversations", "1", "--clips", "4",
                "--minutes", "1", "--json");
        assertEquals(0, console.code(), console.err());
        JsonNode json = new ObjectMapper().readTree(console.lastLine());
        assertEquals("number given", json.at("/turns/1/speakers").asText());
        double wrong = json.at("/turns/0/missed").asDouble() + json.at("/turns/0/false_alarm").asDouble() + json.at("/turns/0/confusion").asDouble();
        assertEquals(wrong, json.at("/turns/0/der").asDouble(), 1e-9);
        assertEquals(1, json.at("/turns/1/right_count").asDouble());
        assertEquals(1, json.at("/lengths/0/minutes").asInt());
        assertContains(console.out(), "DER");
        Console unknown = Console.run("bench", "turns", "--model", "starter", "--data", voices.toString(), "--voices", "77");
        assertEquals(2, unknown.code());
        assertContains(unknown.err(), "77");
    }
}
