package serlab.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;
import static serlab.ContentAssertions.assertLacks;
import static serlab.serve.TestServer.json;
import static serlab.serve.TestServer.refused;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import serlab.model.SpeakerBias;
import serlab.predict.StarterModel;

/** The server over HTTP: answers, limits, and what it refuses. */
@Tag("slow")
class PredictionServerTest {
    private static final byte[] CLIP = TestServer.voice(2, 22_050);
    private static final int MEBIBYTE = 1 << 20;
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void tellsTheTurnsOfARecording() throws Exception {
        HttpResponse<String> answer = server.post("/api/turns", "multipart/form-data; boundary=" + TestServer.BOUNDARY, TestServer.form("talk.wav", CLIP));
        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals("speaker 1", json(answer).at("/speakers/0/name").asText());
        assertEquals(2, json(answer).get("duration_seconds").asDouble(), 1e-3);
        JsonNode turns = json(answer).get("turns");
        assertEquals(0, turns.get(0).get("start_seconds").asDouble());
        assertEquals(2, turns.get(turns.size() - 1).get("end_seconds").asDouble(), 2e-3);
        assertFalse(json(answer).has("formats"), answer.body());
        String wanted = new String(TestServer.form("talk.wav", CLIP), StandardCharsets.ISO_8859_1).replaceFirst("--" + TestServer.BOUNDARY,
                "--" + TestServer.BOUNDARY + "\r\nContent-Disposition: form-data; name=\"formats\"\r\n\r\ntrue\r\n--" + TestServer.BOUNDARY);
        JsonNode formats = json(server.post("/api/turns", "multipart/form-data; boundary=" + TestServer.BOUNDARY,
                wanted.getBytes(StandardCharsets.ISO_8859_1))).get("formats");
        assertTrue(formats.get("webvtt").asText().startsWith("WEBVTT\n"), formats.toString());
        assertContains(formats.get("csv").asText(), "file,start_seconds,");
        assertContains(formats.get("textgrid").asText(), "speaker 1");
        assertContains(formats.get("audacity").asText(), "\t");
        refused(400, "'formats', which /api/turns takes; expected file, model, views, anyway, coverage or speaker",
                server.post("/api/predict", "multipart/form-data; boundary=" + TestServer.BOUNDARY,
                wanted.getBytes(StandardCharsets.ISO_8859_1)));
        for (String other : List.of("views", "anyway", "coverage", "speaker")) {
            refused(400, "'" + other + "', which /api/predict takes; expected file, model, speakers or formats",
                    server.post("/api/turns", "multipart/form-data; boundary=" + TestServer.BOUNDARY,
                    wanted.replace("\"formats\"", "\"" + other + "\"").getBytes(StandardCharsets.ISO_8859_1)));
        }
        String form = new String(TestServer.form("talk.wav", new byte[0]), StandardCharsets.ISO_8859_1);
        refused(400, "speakers", server.post("/api/turns", "multipart/form-data; boundary=" + TestServer.BOUNDARY,
                form.replace("--" + TestServer.BOUNDARY + "--", "--" + TestServer.BOUNDARY + "\r\nContent-Disposition: form-data; name=\"speakers\"\r\n\r\n0\r\n--"
                        + TestServer.BOUNDARY + "--").getBytes(StandardCharsets.ISO_8859_1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/app.js", "/style.css", "/openapi.yaml", "/health", "/api/models", "/nothing/../here"})
    void everyAnswerCarriesTheSecurityHeaders(String path) throws Exception {
        HttpResponse<String> answer = server.get(path);
        String policy = answer.headers().firstValue("Content-Security-Policy").orElse("");
        assertContains(policy, "default-src 'none'");
        assertLacks(policy, "unsafe");
        assertContains(policy, "frame-ancestors 'none'");
        assertContains(policy, "script-src 'self'");
        assertEquals("microphone=(self), camera=(), geolocation=()",
                answer.headers().firstValue("Permissions-Policy").orElse(""));
        assertEquals("nosniff", answer.headers().firstValue("X-Content-Type-Options").orElse(""));
        assertEquals("DENY", answer.headers().firstValue("X-Frame-Options").orElse(""));
        assertEquals("no-referrer", answer.headers().firstValue("Referrer-Policy").orElse(""));
        assertEquals(List.of(), answer.headers().allValues("Server"));
    }

    @Test
    void thePageLoadsNothingFromElsewhere() throws Exception {
        for (String path : List.of("/", "/app.js", "/api.js", "/chart.js", "/recorder.js", "/speakers.js", "/style.css")) {
            String text = server.get(path).body();
            assertFalse(text.matches("(?s).*(src|href|url|from|import)[=(\\s\"']+(https?:)?//.*"), path);
            assertFalse(text.matches("(?s).*(innerHTML|outerHTML|insertAdjacentHTML|document\\.write|eval\\().*"),
                    path + " would take a file's name for markup");
        }
    }

    @Test
    void healthPingVersionAndModelsAnswer() throws Exception {
        assertEquals("ok", json(server.get("/health")).get("status").asText());
        assertEquals(200, server.get("/ping").statusCode());
        assertEquals("1.2.3", server.get("/version").body());
        JsonNode models = json(server.get("/api/models"));
        assertEquals(StarterModel.NAME, models.get("default").asText());
        JsonNode starter = models.get("models").get(0);
        assertTrue(starter.get("starter").asBoolean());
        assertTrue(starter.at("/card/synthetic").asBoolean());
        assertTrue(starter.get("synthetic").asBoolean());
        assertTrue(starter.get("caution").asText().contains("trained on synthetic voices alone"), starter.toString());
        double uar = starter.at("/card/uar").asDouble();
        assertTrue(uar > 0.125 && uar < 1, "UAR " + uar);
    }

    @Test
    void answersForOneSpeakerAreHeardWithoutTheBias() throws Exception {
        float[][] said = {{0.7f, 0.2f, 0.1f}, {0.6f, 0.3f, 0.1f}, {0.5f, 0.1f, 0.4f}};
        SpeakerBias bias = SpeakerBias.of(said);
        List<Map<String, Float>> answers = Arrays.stream(said).map(one -> Map.of("sad", one[0], "calm", one[1], "happy", one[2]))
                .toList();
        HttpResponse<String> response = speaker(Map.of("answers", answers));
        assertEquals(200, response.statusCode(), response.body());
        List<String> order = new ArrayList<>(answers.get(0).keySet());
        for (int c = 0; c < order.size(); c++) {
            int own = List.of("sad", "calm", "happy").indexOf(order.get(c));
            assertEquals(bias.logits()[own], json(response).at("/leaning/" + order.get(c)).asDouble(), 1e-6);
            for (int i = 0; i < said.length; i++) {
                assertEquals(bias.removedFrom(said)[i][own],
                        json(response).at("/answers/" + i + "/probabilities/" + order.get(c)).asDouble(), 1e-6);
            }
        }
        assertEquals("happy", json(response).at("/answers/2/emotion").asText());
    }

    @Test
    void answersThatAreNoneAreRefused() throws Exception {
        refused(400, "answers is no list of 1 to 1000 answers; expected {\"answers\": ", speaker(Map.of("answers", List.of())));
        refused(400, "there is no 'answer' in the body; expected answers", speaker(Map.of("answer", List.of())));
        refused(400, "no probability from 0 to 1 of 'sad'", speaker(Map.of("answers", List.of(Map.of("sad", 1.5)))));
        refused(400, "answer 1 has no probability", speaker(Map.of("answers", List.of(Map.of("sad", 1), Map.of("calm", 1)))));
        refused(400, "no probability from 0 to 1 of 'sad'", speaker(Map.of("answers", List.of(Map.of("sad", false, "calm", 1)))));
        refused(400, "no probability from 0 to 1 of 'sad'", speaker(Map.of("answers", List.of(Map.of("sad", "1")))));
        refused(400, "with sum 1", speaker(Map.of("answers", List.of(Map.of("sad", 0.5)))));
        refused(400, "not JSON", server.post("/api/speaker", "application/json", "{".getBytes(StandardCharsets.UTF_8)));
        refused(415, "application/json", server.post("/api/speaker", "text/plain", "{}".getBytes(StandardCharsets.UTF_8)));
    }

    private static HttpResponse<String> speaker(Object body) throws Exception {
        return server.post("/api/speaker", body);
    }

    @Test
    void anUploadAboveTheLimitIsRefusedWhetherItsSizeIsStatedOrNot() throws Exception {
        refused(413, "larger than 20 MB", server.upload("big.wav", new byte[20 * MEBIBYTE + 1]));
        byte[] form = TestServer.form("big.wav", new byte[20 * MEBIBYTE + 1]);
        HttpRequest chunked = HttpRequest.newBuilder(server.address().resolve("/api/predict"))
                .header("Content-Type", "multipart/form-data; boundary=" + TestServer.BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(form))).build();
        refused(413, "larger than 20 MB", HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()
                .send(chunked, HttpResponse.BodyHandlers.ofString()));
    }

    @Test
    void aRecordingAboveTenMinutesIsRefused() throws Exception {
        refused(422, "more than 10 minutes", server.upload("long.wav", TestServer.voice(601, 4000)));
    }

    @Test
    void whatIsNoRecordingIsRefused() throws Exception {
        refused(422, "contains text", server.upload("text.wav", "just text".getBytes(StandardCharsets.UTF_8)));
        refused(422, "file is empty", server.upload("empty.wav", new byte[0]));
        refused(422, "no known audio format", server.upload("x.wav", new byte[] {1, 2, 3, 4}));
    }

    @Test
    void formsThatAreNoneAreRefused() throws Exception {
        refused(415, "multipart/form-data", server.post("/api/predict", "audio/wav", CLIP));
        refused(415, "multipart/form-data", server.post("/api/predict", "multipart/form-data", CLIP));
        String type = "multipart/form-data; boundary=" + TestServer.BOUNDARY;
        byte[] form = TestServer.form("clip.wav", CLIP);
        refused(400, "cut off", server.post("/api/predict", type, Arrays.copyOf(form, form.length / 2)));
        refused(400, "part named file", server.post("/api/predict", type, ("--" + TestServer.BOUNDARY
                + "\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\nx\r\n--" + TestServer.BOUNDARY + "--\r\n")
                .getBytes(StandardCharsets.UTF_8)));
        byte[] unknown = ("--" + TestServer.BOUNDARY + "\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\n"
                + "/etc/passwd\r\n").getBytes(StandardCharsets.UTF_8);
        byte[] both = Arrays.copyOf(unknown, unknown.length + form.length);
        System.arraycopy(form, 0, both, unknown.length, form.length);
        refused(404, "no such model", server.post("/api/predict", type, both));
    }

    @Test
    void aFileNameIsOneShortLineWhateverItWas() throws Exception {
        assertEquals("../../etc/passwd <script>", json(server.upload("../../etc/passwd <script>", CLIP)).get("file")
                .asText());
        assertEquals("a b", Upload.plain("a\u0007b"));
        assertEquals("ab c", Upload.plain("ab\u2028c"));
        assertTrue(Upload.plain("x".repeat(5000)).length() < 130);
        assertEquals("recording", Upload.plain(null));
    }

    @Test
    void wrongAddressesAndMethodsAreNamed() throws Exception {
        refused(404, "nothing is here", server.get("/pom.xml"));
        HttpResponse<String> outside = server.get("/%2e%2e/%2e%2e/pom.xml");
        refused(400, "this is no request of HTTP", outside);
        assertEquals("nosniff", outside.headers().firstValue("X-Content-Type-Options").orElse(""));
        refused(404, "nothing is here", server.get("/serlab/serve/index.html"));
        refused(405, "does not take GET", server.get("/api/predict"));
        refused(405, "does not take POST", server.post("/health", "text/plain", new byte[0]));
    }

    @Test
    void otherSitesAndForeignNamesAreRefused() throws Exception {
        refused(403, "other sites", server.post("/api/predict", "multipart/form-data; boundary=" + TestServer.BOUNDARY,
                TestServer.form("clip.wav", CLIP), "Sec-Fetch-Site", "cross-site"));
        String answer = raw("GET /api/models HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 403"), answer);
    }

    /** What the server says to these bytes until it closes the connection. */
    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.address().getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void itListensOnThisMachineAloneUnlessTold() {
        assertEquals("127.0.0.1", server.address().getHost());
        assertEquals("127.0.0.1", ServeSettings.local(0).host());
    }
}
