package serlab.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import serlab.audio.Tones;
import serlab.audio.Waveform;
import serlab.audio.file.AudioDecoder;
import serlab.audio.file.WavEncoder;
import serlab.predict.Predictor;
import serlab.predict.StarterModel;
import serlab.predict.live.LiveModel;
import serlab.predict.live.LiveSettings;
import serlab.predict.live.LiveStream;
import serlab.predict.live.LiveUpdate;

/** Live sound over HTTP. */
class LiveDeskTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int RATE = 16_000;
    private static final int HOP = RATE / 4;
    private static final int HEADER = 44;
    private static final byte[] WAV = WavEncoder.encode16(Tones.syllables(3, RATE));

    private final AtomicLong clock = new AtomicLong();
    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.at(clock::get);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private JsonNode answered(String path, Map<String, ?> body) throws IOException, InterruptedException {
        return TestServer.answered(server.post(path, body));
    }

    private void refused(int status, String words, String path, Map<String, ?> body) throws IOException, InterruptedException {
        TestServer.refused(status, words, server.post(path, body));
    }

    private String begun() throws IOException, InterruptedException {
        return answered("/api/live/start", Map.of("rate", RATE)).get("session").asText();
    }

    private static Map<String, Object> block(String session, int from, int to) {
        return Map.of("session", session, "at", from, "sound", Arrays.copyOfRange(WAV, HEADER + 2 * from, HEADER + 2 * to));
    }

    private static List<LiveUpdate> expected() throws IOException {
        Waveform sound = AudioDecoder.decode(WAV, "voice");
        return new LiveStream(new LiveModel(new Predictor(StarterModel.load()), Optional.empty()), LiveSettings.usual(),
                RATE, () -> 0)
                .accept(sound.samples());
    }

    private static void equal(LiveUpdate expected, JsonNode update) throws IOException {
        assertEquals(JSON.readTree(JSON.writeValueAsBytes(expected.fields())), update);
    }

    @Test
    void blocksAreHeardAsTheStreamHearsThem() throws Exception {
        JsonNode begun = answered("/api/live/start", Map.of("rate", RATE, "model", "starter"));
        assertEquals(HOP, begun.get("every_samples").asInt());
        assertEquals(2.95, begun.get("window_seconds").asDouble(), 0.01);
        assertEquals(8, begun.get("labels").size());
        assertContains(begun.get("caution").asText(), "synthetic voices");
        String session = begun.get("session").asText();
        List<LiveUpdate> expected = expected();
        for (int i = 0; i < expected.size(); i++) {
            JsonNode answer = answered("/api/live/sound", block(session, i * HOP, (i + 1) * HOP));
            assertEquals((i + 1) * HOP, answer.get("heard").asInt());
            equal(expected.get(i), answer.get("update"));
        }
        JsonNode summary = answered("/api/live/stop", Map.of("session", session));
        assertEquals(3, summary.get("seconds").asDouble());
        assertEquals(12, summary.get("updates").asInt());
        assertEquals(0, summary.get("left_out").asInt());
        refused(404, "no such live session", "/api/live/stop", Map.of("session", session));
    }

    @Test
    void aBlockThatIsSentAgainIsHeardOnce() throws Exception {
        String session = begun();
        List<LiveUpdate> expected = expected();
        for (int i = 0; i < 3; i++) {
            answered("/api/live/sound", block(session, i * HOP, (i + 1) * HOP));
        }
        JsonNode again = answered("/api/live/sound", block(session, 2 * HOP, 3 * HOP));
        assertEquals(3 * HOP, again.get("heard").asInt());
        equal(expected.get(2), again.get("update"));
        JsonNode overlapping = answered("/api/live/sound", block(session, HOP, 4 * HOP));
        equal(expected.get(3), overlapping.get("update"));
        assertEquals(0, overlapping.get("lost_seconds").asDouble());
        assertEquals(4, answered("/api/live/stop", Map.of("session", session)).get("updates").asInt());
    }

    @Test
    void lostBlocksAreCountedAndTimeGoesOn() throws Exception {
        String session = begun();
        answered("/api/live/sound", block(session, 0, HOP));
        JsonNode answer = answered("/api/live/sound", block(session, 3 * HOP, 4 * HOP));
        assertEquals(4 * HOP, answer.get("heard").asInt());
        assertEquals(1, answer.at("/update/time_seconds").asDouble());
        assertEquals(0, answer.get("left_out").asInt());
        assertEquals(0.5, answer.get("lost_seconds").asDouble());
        assertTrue(answered("/api/live/sound", block(session, 4 * HOP, 4 * HOP + 10)).get("update").isNull(),
                "no answer is due");
        refused(400, "more than an hour ahead", "/api/live/sound", Map.of("session", session, "at", Long.MAX_VALUE,
                "sound", ""));
        answered("/api/live/sound", block(session, 5 * HOP, 6 * HOP));
        JsonNode summary = answered("/api/live/stop", Map.of("session", session));
        assertEquals((3 * HOP + 10) / (double) RATE, summary.get("seconds").asDouble(), "what was heard");
        assertEquals(0, summary.get("left_out").asInt());
        assertEquals((3 * HOP - 10) / (double) RATE, summary.get("lost_seconds").asDouble());
    }

    @Test
    void soundThatHasWaitedGetsItsLastAnswer() throws Exception {
        String session = begun();
        JsonNode answer = answered("/api/live/sound", block(session, 0, 5 * HOP));
        assertEquals(1.25, answer.at("/update/time_seconds").asDouble());
        assertEquals(4, answer.get("left_out").asInt());
    }

    @Test
    void sessionsAreFewAndEndWhenNothingComes() throws Exception {
        String first = begun();
        for (int i = 1; i < LiveDesk.MOST; i++) {
            begun();
        }
        HttpResponse<String> full = server.post("/api/live/start", Map.of("rate", RATE));
        assertEquals(503, full.statusCode());
        assertEquals("2", full.headers().firstValue("Retry-After").orElse(""));
        assertContains(full.body(), "there are 8 live sessions already");
        clock.addAndGet(TimeUnit.SECONDS.toNanos(LiveDesk.IDLE_SECONDS));
        answered("/api/live/sound", block(first, 0, HOP));
        clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
        begun();
        answered("/api/live/sound", block(first, HOP, 2 * HOP));
        clock.addAndGet(TimeUnit.SECONDS.toNanos(LiveDesk.IDLE_SECONDS + 1));
        begun();
        refused(404, "no such live session", "/api/live/sound", block(first, 2 * HOP, 3 * HOP));
    }

    @Test
    void whatIsNotAsExpectedIsRefused() throws Exception {
        for (Object rate : List.of(100, 1_000_000, "fast", 16_000.5)) {
            refused(400, "rate is no sampling rate; expected a whole number of Hz from 8000 to 192000", "/api/live/start",
                    Map.of("rate", rate));
        }
        refused(404, "no such model", "/api/live/start", Map.of("rate", RATE, "model", "none"));
        refused(403, "speakers are enrolled on this machine alone", "/api/live/start", Map.of("rate", RATE, "speaker",
                "ann"));
        refused(400, "leave coverage or speaker out", "/api/live/start", Map.of("rate", RATE, "speaker", "ann", "coverage",
                0.9));
        String session = begun();
        Map<String, Object> block = new LinkedHashMap<>(block(session, 0, HOP));
        for (Object at : List.of(-1, "first", 1.5)) {
            block.put("at", at);
            refused(400, "at is no number of a sample", "/api/live/sound", block);
        }
        block.put("at", 0);
        for (Object sound : List.of("AAA=AAA", new byte[3], 5, new byte[2 * 11 * RATE])) {
            block.put("sound", sound);
            refused(400, "sound is not as expected", "/api/live/sound", block);
        }
        refused(404, "no such live session", "/api/live/sound", Map.of("session", "x", "at", 0, "sound", ""));
        refused(400, "session is missing; expected the one that /api/live/start gave", "/api/live/sound", Map.of("at", 0));
        refused(400, "session is missing", "/api/live/stop", Map.of());
        refused(400, "session is no text", "/api/live/stop", Map.of("session", 5));
        refused(400, "model is no text", "/api/live/start", Map.of("rate", RATE, "model", 5));
        refused(413, "send at most 10 s of sound in a block", "/api/live/sound", Map.of("session", session, "at", 0, "sound",
                "A".repeat(21 << 20)));
        assertEquals(403, server.post("/api/live/start", "application/json",
                "{\"rate\": 16000}".getBytes(StandardCharsets.UTF_8), "Origin", "https://other.example")
                .statusCode());
        assertEquals(415, server.post("/api/live/start", "text/plain", "{\"rate\": 16000}".getBytes(StandardCharsets.UTF_8))
                .statusCode());
    }
}
