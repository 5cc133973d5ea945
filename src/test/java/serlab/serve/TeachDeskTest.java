package serlab.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;
import static serlab.serve.TestServer.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.corpus.Clip;
import serlab.corpus.synthetic.SyntheticSpec;
import serlab.lab.Workspace;
import serlab.model.ModelBundle;

/** A model taught over HTTP, and not where nobody is to teach. */
class TeachDeskTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path home;
    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.teaching(new Workspace(home, Map.of()));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static HttpResponse<String> post(TestServer to, String step, Map<String, ?> body) throws IOException,
            InterruptedException {
        return to.post("/api/teach/" + step, body);
    }

    private JsonNode answered(String step, Map<String, ?> body) throws IOException, InterruptedException {
        return TestServer.answered(post(server, step, body));
    }

    private void refused(int status, String words, String step, Map<String, ?> body) throws IOException, InterruptedException {
        TestServer.refused(status, words, post(server, step, body));
    }

    /** A synthetic voice of one of two classes. */
    static byte[] clip(int number, boolean high) {
        List<Clip> voices = new SyntheticSpec(8, 1, 1).open(null).clips().stream()
                .filter(clip -> clip.label().equals(high ? "angry" : "sad"))
                .toList();
        try {
            return voices.get(number).source().bytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Folders of this process: other tests teach at the same time. */
    private static List<String> leftBehind() throws IOException {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.map(file -> file.getFileName().toString()).filter(name -> name.startsWith("ser-teach-" + ProcessHandle.current().pid() + "-")).toList();
        }
    }

    @Test
    void classesAreTaughtCrossValidatedAndPredicted() throws Exception {
        assertTrue(json(server.get("/api/teach")).get("enabled").asBoolean());
        List<String> before = leftBehind();
        String lesson = answered("start", Map.of("name", "my voices")).get("lesson").asText();
        refused(400, "has no clips yet", "learn", Map.of("lesson", lesson));
        for (int i = 0; i < 6; i++) {
            answered("clip", Map.of("lesson", lesson, "label", "low", "file", i + ".wav", "sound", clip(i, false)));
            JsonNode told = answered("clip", Map.of("lesson", lesson, "label", "high", "file", i + ".wav", "sound",
                    clip(i, true)));
            assertEquals(i + 1, told.at("/clips/high").asInt());
            if (i == 3) {
                refused(400, "has 4 recordings; expected at least 5", "learn", Map.of("lesson", lesson));
            }
        }
        refused(422, "text.wav", "clip", Map.of("lesson", lesson, "label", "low", "file", "text.wav", "sound",
                "this is text, not sound".getBytes(StandardCharsets.UTF_8)));
        refused(400, "label is no name of a class", "clip", Map.of("lesson", lesson, "label", "../up", "file", "a", "sound",
                ""));
        assertEquals("learning", answered("learn", Map.of("lesson", lesson)).get("state").asText());
        refused(409, "learns already", "clip", Map.of("lesson", lesson, "label", "low", "file", "a", "sound", ""));
        JsonNode told = answered("state", Map.of("lesson", lesson));
        for (int i = 0; i < 1200 && told.get("state").asText().equals("learning"); i++) {
            Thread.sleep(100);
            told = answered("state", Map.of("lesson", lesson));
        }
        assertEquals("learned", told.get("state").asText(), told.toString());
        JsonNode result = told.get("result");
        assertTrue(result.get("uar").asDouble() > 0.5, result.toString());
        assertEquals(0.5, result.get("chance").asDouble());
        assertFalse(result.get("speaker_independent").asBoolean(), result.toString());
        String model = result.get("model").asText();
        assertEquals("out/taught-my-voices/model", model.replace('\\', '/'));
        assertContains(server.get("/api/models").body(), "taught-my-voices");
        Workspace kept = new Workspace(home, Map.of());
        assertEquals(List.of(model), kept.taught().stream().map(kept::named).toList(), "what is offered at the next start");
        assertEquals(List.of("high", "low"), ModelBundle.load(home.resolve(model)).labels().stream().sorted().toList());
        String form = new String(TestServer.form("new.wav", clip(7, true)), StandardCharsets.ISO_8859_1)
                .replaceFirst("--" + TestServer.BOUNDARY,
                "--" + TestServer.BOUNDARY + "\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\n" + model + "\r\n--"
                        + TestServer.BOUNDARY);
        HttpResponse<String> predicted = server.post("/api/predict", "multipart/form-data; boundary=" + TestServer.BOUNDARY,
                form.getBytes(StandardCharsets.ISO_8859_1));
        assertEquals("high", json(predicted).get("emotion").asText(), predicted.body());
        JsonNode live = json(server.post("/api/live/start", Map.of("rate", 16_000, "model", model)));
        byte[] second = Arrays.copyOfRange(TestServer.voice(1, 16_000), 44, 44 + 32_000);
        JsonNode update = json(server.post("/api/live/sound", Map.of("session", live.get("session"), "at", 0, "sound", second))).get("update");
        assertContains(List.of("high", "low"), update.get("emotion").asText());
        refused(409, "the lesson has learned; begin another", "clip", Map.of("lesson", lesson, "label", "low", "sound", ""));
        refused(409, "the lesson has learned; begin another", "learn", Map.of("lesson", lesson));
        refused(409, "choose another name", "start", Map.of("name", "my voices"));
        assertEquals(before, leftBehind(), "clips stay on the disk");
    }

    @Test
    void aLessonThatIsGivenUpLeavesNothing() throws Exception {
        List<String> before = leftBehind();
        String first = answered("start", Map.of("name", "first")).get("lesson").asText();
        answered("clip", Map.of("lesson", first, "label", "low", "file", "a.wav", "sound", clip(0, false)));
        refused(409, "another lesson collects recordings", "start", Map.of("name", "second"));
        assertEquals(1, answered("state", Map.of("lesson", first)).at("/clips/low").asInt());
        String second = answered("start", Map.of("name", "second", "lesson", first)).get("lesson").asText();
        refused(404, "no such lesson", "state", Map.of("lesson", first));
        answered("clip", Map.of("lesson", second, "label", "low", "file", "a.wav", "sound", clip(0, false)));
        refused(400, "name is no name of a model", "start", Map.of("name", "../up"));
        server.close();
        assertEquals(before, leftBehind(), "clips stay on the disk");
    }

    @Test
    void aLessonGivesWayWhenNothingHasCome() {
        AtomicLong clock = new AtomicLong();
        Optional<Workspace> workspace = Optional.of(new Workspace(home, Map.of()));
        try (TeachDesk desk = new TeachDesk(workspace, new ModelShelf(List.of()), null, clock::get)) {
            JsonNode first = JSON.valueToTree(Map.of("name", "first"));
            JsonNode second = JSON.valueToTree(Map.of("name", "second"));
            desk.start(first);
            clock.addAndGet(TimeUnit.MINUTES.toNanos(TeachDesk.BUSY_MINUTES) - 1);
            assertContains(assertThrows(RequestException.class, () -> desk.start(second)).getMessage(), "for 5 minutes");
            clock.addAndGet(1);
            assertEquals(Set.of("lesson"), desk.start(second).keySet());
        }
    }

    @Test
    void whatIsMissingIsNamed() throws Exception {
        refused(400, "name is missing", "start", Map.of());
        refused(400, "name is no text", "start", Map.of("name", 5));
        for (String step : List.of("clip", "learn", "state")) {
            refused(400, "lesson is missing; expected the one that /api/teach/start gave", step, Map.of());
        }
        String lesson = answered("start", Map.of("name", "first")).get("lesson").asText();
        refused(400, "label is missing", "clip", Map.of("lesson", lesson));
        refused(400, "label is no text", "clip", Map.of("lesson", lesson, "label", 5, "sound", ""));
        refused(400, "sound is missing; expected the content of a recording in base64", "clip",
                Map.of("lesson", lesson, "label", "low"));
        refused(400, "sound is no text", "clip", Map.of("lesson", lesson, "label", "low", "sound", 5));
    }

    @Test
    void whereNobodyIsToTeachNobodyDoes() throws Exception {
        try (TestServer closed = TestServer.start()) {
            assertFalse(json(closed.get("/api/teach")).get("enabled").asBoolean());
            for (String step : List.of("start", "clip", "learn", "state")) {
                HttpResponse<String> answer = post(closed, step, step.equals("start") ? Map.of("name", "x") : Map.of("lesson", "x"));
                assertEquals(403, answer.statusCode(), step + ": " + answer.body());
            }
        }
    }
}
