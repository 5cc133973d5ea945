package serlab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import serlab.audio.Tones;
import serlab.audio.file.WavEncoder;
import serlab.notebook.Laboratory;
import serlab.predict.FoundModel;
import serlab.predict.Prediction;
import serlab.predict.StarterModel;
import serlab.serve.ModelShelf;
import serlab.serve.PredictionServer;
import serlab.serve.ServeSettings;

/** One clip, four ways in: command line, web page's API, scoring protocol, notebook. */
@Tag("slow")
class SamePredictionTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int RATE = 44_100;

    @TempDir
    private Path folder;

    private static byte[] clip(double seconds) {
        return WavEncoder.encode16(Tones.syllables(seconds, RATE));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.7, 9.3})
    void everyWayGivesTheSameBits(double seconds) throws Exception {
        byte[] bytes = clip(seconds);
        Path file = Files.write(folder.resolve("clip.wav"), bytes);
        Laboratory lab = Laboratory.open();
        Prediction notebook = lab.predict(StarterModel.load(), lab.sound(file.toString()));
        Console console = Console.run("predict", "--json", "--model", "starter", file.toString());
        same(notebook, JSON.readTree(console.lastLine()).get("probabilities"), "command line");
        try (PredictionServer server = new PredictionServer(ServeSettings.local(0),
                new ModelShelf(List.of(new FoundModel(StarterModel.NAME, StarterModel.load()))), "1")) {
            server.start();
            same(notebook, post(server, "/api/predict", "multipart/form-data; boundary=-b", form(bytes)).get("probabilities"),
                    "web page");
            byte[] rows = JSON.writeValueAsBytes(Map.of("dataframe_split", Map.of("columns", List.of("audio"), "data",
                    List.of(List.of(Base64.getEncoder().encodeToString(bytes))))));
            same(notebook, post(server, "/invocations", "application/json", rows).at("/predictions/0"), "scoring protocol");
        }
    }

    private static byte[] form(byte[] file) {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        form.writeBytes("---b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.wav\"\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
        form.writeBytes(file);
        form.writeBytes("\r\n---b--\r\n".getBytes(StandardCharsets.US_ASCII));
        return form.toByteArray();
    }

    private static JsonNode post(PredictionServer server, String path, String type, byte[] body) throws Exception {
        HttpResponse<byte[]> answer = HttpClient.newHttpClient().send(HttpRequest.newBuilder(server.address().resolve(path))
                .header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofByteArray(body)).build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertEquals(200, answer.statusCode());
        return JSON.readTree(answer.body());
    }

    private static void same(Prediction expected, JsonNode probabilities, String way) {
        assertEquals(8, expected.probabilities().size());
        expected.probabilities().forEach((label, value) ->
                assertEquals(value, probabilities.get(label).floatValue(), 0f, way + ", " + label));
    }
}
