package serlab.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static serlab.ContentAssertions.assertContains;
import static serlab.ContentAssertions.assertLacks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import serlab.audio.Tones;
import serlab.audio.file.WavEncoder;
import serlab.lab.Workspace;
import serlab.model.ModelBundle;
import serlab.predict.FoundModel;
import serlab.predict.SpeakerProfiles;
import serlab.predict.StarterModel;

/** A server with the starter model, or another one, on a free port, and a client for it. */
final class TestServer implements AutoCloseable {
    static final String BOUNDARY = "----boundary";
    private static final ObjectMapper JSON = new ObjectMapper();
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final PredictionServer server;

    TestServer(ServeSettings settings) {
        this(settings, new FoundModel(StarterModel.NAME, StarterModel.load()));
    }

    private TestServer(ServeSettings settings, FoundModel model) {
        this(settings, model, System::nanoTime);
    }

    private TestServer(ServeSettings settings, FoundModel model, LongSupplier clock) {
        this(new PredictionServer(settings, new ModelShelf(List.of(model)), "1.2.3", clock));
    }

    private TestServer(PredictionServer server) {
        this.server = server;
        server.start();
    }

    /** A server whose clock is the test's. */
    static TestServer at(LongSupplier clock) {
        return new TestServer(ServeSettings.local(0), new FoundModel(StarterModel.NAME, StarterModel.load()), clock);
    }

    /** A server that keeps profiles of speakers. */
    static TestServer keeping(SpeakerProfiles profiles) {
        return new TestServer(new PredictionServer(ServeSettings.local(0), new ModelShelf(List.of(new FoundModel(StarterModel.NAME,
                StarterModel.load()))), "1.2.3", Optional.of(profiles)));
    }

    /** A server where models are taught. */
    static TestServer teaching(Workspace workspace) {
        return new TestServer(new PredictionServer(ServeSettings.local(0), new ModelShelf(List.of(new FoundModel(StarterModel.NAME,
                StarterModel.load()))), "1.2.3", Optional.empty(), Optional.of(workspace)));
    }

    static TestServer of(ModelBundle model) {
        return new TestServer(ServeSettings.local(0), new FoundModel("tested", model));
    }

    static TestServer start() {
        return new TestServer(ServeSettings.local(0));
    }

    /** Where the API answers. */
    Set<String> addresses() {
        return server.addresses();
    }

    /** Bodies that are still coming in. */
    long coming() {
        return server.load()[0];
    }

    /** Bytes of all bodies in memory. */
    long bytes() {
        return server.load()[1];
    }

    /** A connection on which a test speaks HTTP itself. */
    RawClient raw() throws IOException {
        return new RawClient(address().getPort());
    }

    URI address() {
        return server.address();
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address().resolve(path));
        return http.send(headers.length == 0 ? request.build() : request.headers(headers).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String type, byte[] body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address().resolve(path)).header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        return http.send(headers.length == 0 ? request.build() : request.headers(headers).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** A request whose body is a value as JSON. */
    HttpResponse<String> post(String path, Object body) throws IOException, InterruptedException {
        return post(path, "application/json", JSON.writeValueAsBytes(body));
    }

    static JsonNode json(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body());
    }

    /** An answer to a request that was right. */
    static JsonNode answered(HttpResponse<String> answer) throws IOException {
        assertEquals(200, answer.statusCode(), answer.body());
        return json(answer);
    }

    /** Asserts that a request was refused in one line that says these words. */
    static void refused(int status, String words, HttpResponse<String> answer) throws IOException {
        assertEquals(status, answer.statusCode(), answer.body());
        assertEquals("application/json", answer.headers().firstValue("Content-Type").orElse(""));
        String message = json(answer).get("error").asText();
        assertContains(message, words);
        assertLacks(message, "\n");
    }

    HttpResponse<String> upload(String name, byte[] file) throws IOException, InterruptedException {
        return post("/api/predict", "multipart/form-data; boundary=" + BOUNDARY, form(name, file));
    }

    static byte[] form(String name, byte[] file) {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        form.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        form.writeBytes(file);
        form.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return form.toByteArray();
    }

    /** A voice as a WAV file. */
    static byte[] voice(double seconds, int rate) {
        return WavEncoder.encode16(Tones.syllables(seconds, rate));
    }

    @Override
    public void close() {
        server.close();
    }
}
