package serlab.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;
import static serlab.serve.TestServer.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import serlab.audio.file.AudioDecoder;
import serlab.corpus.MediaKind;
import serlab.predict.Prediction;
import serlab.predict.Predictor;
import serlab.predict.StarterModel;

/** Uploads in what browsers and phones record: decoded beside the server, with the answers of this process. */
class ForeignUploadsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Predictor PREDICTOR = new Predictor(StarterModel.load());
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(Path.of("src/test/resources/audio", name));
    }

    private static void same(Prediction expected, JsonNode probabilities) {
        expected.probabilities().forEach((label, value) ->
                assertEquals(value, (float) probabilities.get(label).asDouble(), label));
    }

    @ParameterizedTest
    @ValueSource(strings = {"voice.m4a", "voice.opus", "voice.webm", "voice.mp4", "foreign/amr.amr"})
    void recordingsOfBrowsersAndPhonesGoThrough(String name) throws Exception {
        byte[] file = bytes(name);
        Prediction direct = PREDICTOR.predict(AudioDecoder.decode(file, name), name);
        JsonNode upload = json(server.upload("blob", file));
        assertEquals(direct.emotion(), upload.path("emotion").asText(), upload.toString());
        same(direct, upload.get("probabilities"));
        HttpResponse<String> row = server.post("/invocations", "application/json", JSON.writeValueAsBytes(
                Map.of("instances", List.of(Base64.getEncoder().encodeToString(file)))));
        same(direct, json(row).at("/predictions/0"));
    }

    @Test
    void aFileThatCannotBeDecodedIsRefusedAndTheNextAnswered() throws Exception {
        byte[] file = bytes("voice.mp4");
        HttpResponse<String> answer = server.upload("cut.mp4", Arrays.copyOf(file, file.length / 2));
        assertEquals(422, answer.statusCode(), answer.body());
        assertContains(answer.body(), "cut.mp4: MP4, M4A, MOV or 3GP file has no header that can be read");
        assertEquals(200, server.upload("whole.mp4", file).statusCode());
    }

    @Test
    void whatIsLostOfAnUploadIsNoted() throws Exception {
        byte[] file = bytes("voice.opus");
        JsonNode answer = json(server.upload("cut.opus", Arrays.copyOf(file, file.length * 9 / 10)));
        assertTrue(answer.get("notes").toString().contains("the file is cut off"), answer.toString());
    }

    @Test
    void thePageOffersExactlyWhatIsRead() throws Exception {
        String page = server.get("/").body();
        Matcher accept = Pattern.compile("accept=\"([^\"]*)\"").matcher(page);
        assertTrue(accept.find());
        assertEquals(MediaKind.AUDIO.endings().stream().map(ending -> "." + ending).collect(Collectors.joining(",")),
                accept.group(1));
        assertContains(page, AudioDecoder.FORMATS);
        assertContains(server.get("/openapi.yaml").body(), AudioDecoder.FORMATS);
        String readme = Files.readString(Path.of("README.md")).replaceAll("\\s+", " ");
        assertContains(readme, AudioDecoder.FORMATS);
    }
}
