package serlab.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;
import static serlab.ContentAssertions.assertLacks;
import static serlab.serve.TestServer.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.predict.SpeakerProfiles;

/** Speakers over HTTP: enrolled, heard, listed and forgotten; and not where nobody is to be enrolled. */
class SpeakerDeskTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] CLIP = TestServer.voice(2, 22_050);

    @TempDir
    private Path folder;
    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.keeping(new SpeakerProfiles(folder.resolve("speakers")));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> post(String path, JsonNode body) throws IOException, InterruptedException {
        return server.post(path, body);
    }

    private HttpResponse<String> predict(String... parts) throws IOException, InterruptedException {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < parts.length; i += 2) {
            form.append("--").append(TestServer.BOUNDARY).append("\r\nContent-Disposition: form-data; name=\"").append(parts[i])
                    .append("\"\r\n\r\n").append(parts[i + 1]).append("\r\n");
        }
        byte[] head = form.toString().getBytes(StandardCharsets.UTF_8);
        byte[] file = TestServer.form("a.wav", CLIP);
        byte[] all = new byte[head.length + file.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(file, 0, all, head.length, file.length);
        return server.post("/api/predict", "multipart/form-data; boundary=" + TestServer.BOUNDARY, all);
    }

    private static ObjectNode wanted(String name, JsonNode answer) {
        ObjectNode body = JSON.createObjectNode().put("speaker", name);
        ArrayNode recordings = body.putArray("recordings");
        recordings.addObject().put("seconds", answer.get("duration_seconds").asDouble()).set("probabilities", answer.get("probabilities"));
        return body;
    }

    @Test
    void aSpeakerIsEnrolledHeardListedAndForgotten() throws Exception {
        JsonNode alone = json(predict());
        HttpResponse<String> made = post("/api/speakers", wanted("ann", alone));
        assertEquals(200, made.statusCode(), made.body());
        assertContains(json(made).get("advice").asText(), "record half a minute or more");
        assertTrue(Files.exists(folder.resolve("speakers/ann.json")));
        for (String secret : new String[] {"bias", "weights", "fingerprint"}) {
            assertLacks(made.body(), secret);
        }
        JsonNode listed = json(server.get("/api/speakers"));
        assertTrue(listed.get("enabled").asBoolean());
        assertEquals("[\"starter\"]", listed.at("/speakers/0/models").toString());
        JsonNode heard = json(predict("speaker", "ann"));
        assertNotEquals(alone.get("probabilities"), heard.get("probabilities"));
        assertContains(heard.get("notes").toString(), "heard as a recording of ann");
        assertEquals(alone.get("probabilities"), json(predict("speaker", "")).get("probabilities"));

        HttpResponse<String> again = post("/api/speakers", wanted("ann", alone));
        assertEquals(409, again.statusCode());
        assertContains(again.body(), "enrolled already");
        ObjectNode replacing = wanted("ann", alone).put("replace", true);
        replacing.withArray("recordings").addAll((ArrayNode) wanted("ann", alone).get("recordings"));
        assertEquals(2, json(post("/api/speakers", replacing)).get("recordings").asInt());

        assertEquals(0, json(post("/api/speakers/delete", JSON.createObjectNode().put("speaker", "ann")))
                .get("speakers").size());
        assertFalse(Files.exists(folder.resolve("speakers/ann.json")));
        assertEquals(404, predict("speaker", "ann").statusCode());
    }

    @Test
    void whatIsNoSpeakerOrRecordingIsRefused() throws Exception {
        JsonNode answer = json(predict());
        assertEquals(400, post("/api/speakers", wanted("../ann", answer)).statusCode());
        assertEquals(400, post("/api/speakers", JSON.createObjectNode().put("speaker", "ann")).statusCode());
        ObjectNode label = wanted("ann", answer);
        ((ObjectNode) label.at("/recordings/0")).put("label", "jealous");
        assertContains(post("/api/speakers", label).body(), "expected one of neutral, calm");
        ObjectNode length = wanted("ann", answer);
        ((ObjectNode) length.at("/recordings/0")).put("seconds", -1);
        assertContains(post("/api/speakers", length).body(), "expected seconds above 0");
        ObjectNode other = wanted("ann", answer);
        ((ObjectNode) other.at("/recordings/0/probabilities")).remove("calm");
        assertEquals(400, post("/api/speakers", other).statusCode());
        assertEquals(404, post("/api/speakers/delete", JSON.createObjectNode().put("speaker", "../../x")).statusCode());
        assertEquals(400, predict("speaker", "ann", "coverage", "0.9").statusCode());
        assertEquals("[]", json(server.get("/api/speakers")).get("speakers").toString());
    }

    @Test
    void whereNobodyIsToBeEnrolledNobodyIs() throws Exception {
        try (TestServer open = TestServer.start()) {
            JsonNode listed = json(open.get("/api/speakers"));
            assertFalse(listed.get("enabled").asBoolean());
            ObjectNode body = JSON.createObjectNode().put("speaker", "ann");
            HttpResponse<String> refused = open.post("/api/speakers/delete", body);
            assertEquals(403, refused.statusCode());
            assertContains(refused.body(), "--speakers");
        }
    }
}
