package serlab.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static serlab.serve.TestServer.json;
import static serlab.serve.TestServer.refused;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.learning.config.Adam;
import serlab.audio.Waveform;
import serlab.audio.file.AudioDecoder;
import serlab.audio.file.AudioLimits;
import serlab.feature.FeatureSpec;
import serlab.feature.Scaler;
import serlab.model.BuildSettings;
import serlab.model.ModelBundle;
import serlab.model.NetworkSpec;
import serlab.predict.Prediction;
import serlab.predict.Predictor;
import serlab.predict.StarterModel;

/** MLflow's scoring protocol: every form of a request gives the predictor's bits. */
@Tag("slow")
class ScoringProtocolTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] CLIP = TestServer.voice(2, 22_050);
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
    void uploadAndEveryFormOfInvocationGiveThePredictorsBits() throws Exception {
        ModelBundle bundle = StarterModel.load();
        Waveform waveform = AudioDecoder.decode(CLIP, "clip");
        Prediction direct = new Predictor(bundle).predict(waveform, "clip");
        JsonNode upload = json(server.upload("clip.wav", CLIP));
        assertEquals(direct.emotion(), upload.get("emotion").asText());
        assertEquals(1, upload.get("timeline").size());
        same(direct, upload.get("probabilities"));
        String audio = Base64.getEncoder().encodeToString(CLIP);
        float[][] feature = bundle.features().extract(waveform);
        for (Object body : List.of(
                Map.of("dataframe_split", Map.of("columns", List.of("id", "audio"), "data", List.of(List.of(7, audio)))),
                Map.of("dataframe_records", List.of(Map.of("audio", audio))),
                Map.of("instances", List.of(audio)), Map.of("instances", List.of(Map.of("b64", audio))),
                Map.of("inputs", List.of(Map.of("audio", Map.of("b64", audio)))),
                Map.of("instances", new Object[] {feature}), Map.of("instances", new Object[] {new Object[] {feature}}))) {
            HttpResponse<String> answer = invoke(body);
            assertEquals(200, answer.statusCode(), answer.body());
            JsonNode row = json(answer).at("/predictions/0");
            assertEquals(direct.emotion(), row.get("emotion").asText());
            same(direct, row);
        }
    }

    @Test
    void aModelOfImagesTakesImages() throws Exception {
        ModelBundle bundle = ModelBundle.untrained("pictures",
                NetworkSpec.of(Map.of("type", "spectrogram-cnn", "filters", List.of(4))),
                FeatureSpec.of(Map.of("type", "image", "height", 8, "width", 8, "color", "rgb")), Scaler.identity(),
                List.of("calm", "happy", "sad"), BuildSettings.fast(1, new Adam(1e-3), 0));
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        image.setRGB(2, 3, 0xFF8000);
        ImageIO.write(image, "png", png);
        Prediction direct = new Predictor(bundle).predict(png.toByteArray(), "picture", AudioLimits.standard());
        try (TestServer pictures = TestServer.of(bundle)) {
            same(direct, json(pictures.upload("picture.png", png.toByteArray())).get("probabilities"));
            HttpResponse<String> invoked = pictures.post("/invocations", "application/json", JSON.writeValueAsBytes(
                    Map.of("instances", List.of(Base64.getEncoder().encodeToString(png.toByteArray())))));
            same(direct, json(invoked).at("/predictions/0"));
            refused(422, "no PNG or JPEG", pictures.upload("clip.wav", CLIP));
        }
    }

    private static void same(Prediction expected, JsonNode probabilities) {
        expected.probabilities().forEach((label, value) ->
                assertEquals(value, probabilities.get(label).floatValue(), 0f, label));
    }

    private static HttpResponse<String> invoke(Object body) throws Exception {
        return server.post("/invocations", body);
    }

    @Test
    void invocationsOfAnotherShapeAreRefused() throws Exception {
        refused(400, "dataframe_split", invoke(Map.of("rows", List.of())));
        refused(400, "no column 'audio'", invoke(Map.of("dataframe_split", Map.of("columns", List.of("a"), "data",
                List.of()))));
        refused(400, "not base64", invoke(Map.of("instances", List.of("%%%%="))));
        refused(400, "takes 40 rows of 128", invoke(Map.of("instances", new Object[] {new float[3][5]})));
        refused(400, "not all of the same length", invoke(Map.of("instances", List.of(List.of("a", "b")))));
        refused(400, "row 0", invoke(Map.of("instances", List.of(5))));
        refused(400, "not JSON", server.post("/invocations", "application/json", "{".getBytes(StandardCharsets.UTF_8)));
        refused(415, "application/json", server.post("/invocations", "text/plain", "audio".getBytes(StandardCharsets.UTF_8)));
        refused(400, "at most 256", invoke(Map.of("instances", Collections.nCopies(257, "AAAA"))));
    }
}
