package serlab.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static serlab.serve.TestServer.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many requests at once, or in one go. */
@Tag("slow")
class ManyRequestsTest {
    private static final int MEBIBYTE = 1 << 20;
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
    void requestsInOneGoAreAnsweredInTheirOrder() throws Exception {
        String whole = raw("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\nGET /version HTTP/1.1\r\nHost: localhost\r\n"
                + "Connection: close\r\n\r\n");
        assertEquals(3, whole.split("HTTP/1.1 200", -1).length, whole);
    }

    /** What the server says to these bytes until it closes the connection. */
    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.address().getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void fourHundredUploadsAtOnceAreAllAnsweredAlike() throws Exception {
        JsonNode expected = json(server.upload("clip.wav", CLIP)).get("probabilities");
        List<HttpResponse<String>> answers = together(server, 400);
        assertEquals(400, answers.size());
        for (HttpResponse<String> answer : answers) {
            assertEquals(200, answer.statusCode(), answer.body());
            assertEquals(expected, json(answer).get("probabilities"));
        }
    }

    @Test
    void aFullQueueAnswersComeBackLater() throws Exception {
        try (TestServer small = new TestServer(new ServeSettings("127.0.0.1", 0, MEBIBYTE, 60, 1, 1))) {
            Set<Integer> seen = new TreeSet<>();
            for (HttpResponse<String> answer : together(small, 60)) {
                seen.add(answer.statusCode());
            }
            assertEquals(Set.of(200, 503), seen);
            assertEquals(200, small.upload("after.wav", CLIP).statusCode());
        }
    }

    private static List<HttpResponse<String>> together(TestServer to, int count) throws Exception {
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest request = HttpRequest.newBuilder(to.address().resolve("/api/predict"))
                .header("Content-Type", "multipart/form-data; boundary=" + TestServer.BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofByteArray(TestServer.form("clip.wav", CLIP))).build();
        List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(client.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
        }
        List<HttpResponse<String>> answers = new ArrayList<>();
        for (CompletableFuture<HttpResponse<String>> answer : all) {
            answers.add(answer.get());
        }
        return answers;
    }

}
