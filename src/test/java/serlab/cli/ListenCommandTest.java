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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.audio.Tones;
import serlab.audio.file.AudioDecoder;
import serlab.audio.file.WavEncoder;
import serlab.predict.Predictor;
import serlab.predict.StarterModel;
import serlab.predict.live.LiveModel;
import serlab.predict.live.LiveSettings;
import serlab.predict.live.LiveStream;
import serlab.predict.live.LiveUpdate;

/** {@code ./ser listen}. */
class ListenCommandTest {
    private static final int RATE = 16_000;

    @TempDir
    private static Path folder;
    private static SmallProject project;
    private static Path talk;

    @BeforeAll
    static void record() throws IOException {
        project = new SmallProject(folder.resolve("project"));
        talk = Files.write(folder.resolve("talk.wav"), WavEncoder.encode16(Tones.syllables(3.1, RATE)));
    }

    @AfterAll
    static void close() {
        project.close();
    }

    private static Console listen(String... more) {
        return Console.run(Stream.concat(Stream.of("listen", "--model", "starter"), Stream.of(more)).toArray(String[]::new));
    }

    private static void refused(String expected, String... arguments) {
        Console console = listen(arguments);
        Console.refused(console, expected);
        assertEquals("", console.out());
    }

    @Test
    void aRecordingIsHeardAsLinesJsonAndCsv() throws IOException {
        Console lines = listen("--input", talk.toString(), "--fast");
        assertEquals(0, lines.code(), lines.err());
        List<String> text = lines.out().lines().toList();
        assertEquals(14, text.size(), lines.out());
        assertTrue(text.get(11).matches(" {4}3\\.00 s +-\\d+\\.\\d dB +\\d+ Hz  \\w+: \\w+ \\d+ %, \\w+ \\d+ %, \\w+ \\d+ "
                + "%"), text.get(11));
        assertTrue(text.get(12).startsWith("Heard 3.1 s, a voice in 100 % of it: "), text.get(12));
        assertTrue(text.get(13).startsWith("12 answers, 0 left out; each took "), text.get(13));

        List<String> objects = listen("--input", talk.toString(), "--fast", "--json").out().lines().toList();
        assertEquals(13, objects.size());
        JsonNode last = new ObjectMapper().readTree(objects.get(11));
        assertEquals(3, last.get("time_seconds").asDouble());
        assertEquals(8, last.get("probabilities").size());
        JsonNode summary = new ObjectMapper().readTree(objects.get(12)).get("summary");
        assertEquals(12, summary.get("updates").asInt());
        assertTrue(summary.get("synthetic").asBoolean());
        assertTrue(summary.get("latency_ms").isNull(), "nothing is late where nothing is played");

        Console csv = listen("--input", talk.toString(), "--fast", "--csv");
        List<String> rows = csv.out().lines().toList();
        assertEquals(13, rows.size());
        assertTrue(rows.get(0).startsWith("time_seconds,level_db,pitch_hz,voice,emotion,neutral,"), rows.get(0));
        assertTrue(rows.get(12).startsWith("3.000,"), rows.get(12));
        assertContains(rows.get(12), "," + last.get("emotion").asText() + ",");
        assertContains(csv.err(), "Heard 3.1 s");
    }

    @Test
    void aPlayedRecordingEndsAfterItsDurationAndIsKeptIfAsked() throws IOException {
        Path kept = folder.resolve("kept.wav");
        Console console = listen("--input", talk.toString(), "--duration", "0.5", "--record", kept.toString());
        assertEquals(0, console.code(), console.err());
        assertContains(console.out(), " behind its sound (95 % within ");
        assertContains(console.err(), "Recorded ");
        double seconds = AudioDecoder.read(kept).durationSeconds();
        assertTrue(seconds >= 0.5 && seconds < 3, seconds + " s");
        refused("is there already; choose another name", "--input", talk.toString(), "--record", kept.toString());
    }

    @Test
    void damageIsNotedAndTimesEndWithAMillisecond() throws IOException {
        byte[] whole = WavEncoder.encode16(Tones.syllables(0.6, 11_127));
        Path cut = Files.write(folder.resolve("cut.wav"), Arrays.copyOf(whole, whole.length - 2000));
        Console console = listen("--input", cut.toString(), "--fast", "--json");
        assertEquals(0, console.code(), console.err());
        assertContains(console.err(), "note: the file is cut off: ");
        List<String> objects = console.out().lines().toList();
        assertEquals(3, objects.size(), console.out());
        JsonNode time = new ObjectMapper().readTree(objects.get(0)).get("time_seconds");
        assertTrue(time.asText().matches("\\d+[.]\\d{1,3}"), time.asText());
        JsonNode seconds = new ObjectMapper().readTree(objects.get(2)).at("/summary/seconds");
        assertTrue(seconds.asText().matches("\\d+[.]\\d{1,3}"), seconds.asText());
        assertContains(listen("--input", cut.toString(), "--fast", "--every", "400").out(), "1 answer, 0 left out");
    }

    @Test
    void nothingIsKeptUnlessAsked() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        Path alone = Files.copy(talk, empty.resolve("alone.wav"));
        assertEquals(0, listen("--input", alone.toString(), "--fast").code());
        try (Stream<Path> files = Files.list(empty)) {
            assertEquals(List.of(alone), files.toList());
        }
    }

    @Test
    void wrongRequestsAreOneLine() {
        refused("microphone", "--device", "no such microphone at all");
        refused("talk.wa: no such file", "--input", folder.resolve("talk.wa").toString());
        refused("--fast is for a recording", "--fast");
        refused("leave one of them out", "--device", "x", "--input", talk.toString());
        refused("exclude each other", "--input", talk.toString(), "--json", "--csv");
        refused("an answer every 10 ms; expected 50 to 5000", "--input", talk.toString(), "--every", "10");
        refused("--duration -1.0 is not positive", "--input", talk.toString(), "--duration", "-1");
        refused("expected 0, for none, to 60", "--input", talk.toString(), "--smoothing", "-1");
        refused("--input is empty or no path; name a file or folder", "--input", "");
        refused("--input is '-'; expected the file of a recording, since standard input is not heard", "--input", "-");
        refused("talk.mp3' does not end in .wav", "--input", talk.toString(), "--record", folder.resolve("talk.mp3").toString());
        refused("is a folder", "--input", talk.toString(), "--record", folder.toString());
        refused("'ann' either", "--input", talk.toString(), "--speaker", "ann");
    }

    @Test
    void theBenchmarkTellsWhatAnAnswerCostsAndThatNothingGrows() throws IOException {
        Console console = Console.run("bench", "live", "--words", "0", "--minutes", "0.25", "--json");
        assertEquals(0, console.code(), console.err());
        JsonNode hour = new ObjectMapper().readTree(console.lastLine()).at("/live/hour");
        assertEquals(60, hour.get("updates").asInt());
        assertEquals(15, hour.get("seconds").asDouble());
        assertEquals(0, hour.get("drift_seconds").asDouble());
        assertTrue(hour.get("processor_ms").asDouble() > 0, hour.toString());
        assertEquals(2, Console.run("bench", "live", "--words", "2").code());
    }

    @Test
    void theBenchmarkComparesLiveAnswersWithThoseToWholeClips() throws IOException {
        Console console = Console.run("bench", "live", "--words", "0", "--minutes", "0", "--voices", "01", "--json");
        assertEquals(0, console.code(), console.err());
        assertContains(console.out(), "16 clips of 1 speaker: UAR ");
        JsonNode clips = new ObjectMapper().readTree(console.lastLine()).at("/live/clips");
        assertEquals(16, clips.get("clips").asInt());
        for (String share : List.of("whole_uar", "live_uar", "moments_right", "equal")) {
            assertTrue(clips.get(share).asDouble() > 0.125 && clips.get(share).asDouble() <= 1, clips.toString());
        }
        assertEquals(2, Console.run("bench", "live", "--words", "0", "--voices", "nobody").code());
    }

    @Test
    @Tag("slow")
    void ctrlCSumsUpAndLeavesAWholeRecording() throws Exception {
        Path loop = Files.write(folder.resolve("long.wav"), WavEncoder.encode16(Tones.syllables(120, 8000)));
        Path kept = folder.resolve("interrupted.wav");
        Path said = folder.resolve("said.txt");
        Process process = CtrlC.program(project, "listen", "--model", "starter", "--input", loop.toString(), "--record",
                kept.toString())
                .redirectOutput(said.toFile()).start();
        try {
            for (int i = 0; i < 1200 && !Files.readString(said).contains(" Hz"); i++) {
                assertTrue(process.isAlive(), "ended by itself");
                Thread.sleep(50);
            }
            CtrlC.send(process, 60);
        } finally {
            process.destroyForcibly();
        }
        assertEquals(130, process.exitValue());
        assertContains(Files.readString(said), "Heard ");
        assertFalse(AudioDecoder.read(kept).samples().length == 0, "nothing was recorded");
    }

    @Test
    void thePanelIsDrawnInPlace() {
        ListenPanel panel = new ListenPanel();
        LiveModel model = new LiveModel(new Predictor(StarterModel.load()), Optional.empty());
        List<LiveUpdate> updates = new LiveStream(model, LiveSettings.usual(), RATE).accept(Tones.syllables(1, RATE)
                .samples());
        String first = panel.drawn(updates.get(0));
        String second = panel.drawn(updates.get(3));
        assertEquals(6, first.lines().count(), first);
        assertTrue(second.startsWith("\u001b[6A\r\u001b[J 0:00:01.0   █"), second);
        assertContains(second, "\u001b[1m" + updates.get(3).emotion() + "\u001b[0m");
        assertEquals(4, second.lines().filter(line -> line.matches("   \\w+ +[█░]{30} +\\d+ %")).count(), second);
        assertContains(panel.above("note: lost"), "\u001b[6A\r\u001b[Jnote: lost\n 0:00:01.0");
    }
}
