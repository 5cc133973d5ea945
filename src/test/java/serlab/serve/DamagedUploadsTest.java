package serlab.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import serlab.audio.file.Damage;

/** Damaged recordings sent to the server: each is answered or refused in one line. {@code -Duploads=5000} sends more. */
@Tag("slow")
class DamagedUploadsTest {
    private static final int UPLOADS = Integer.getInteger("uploads", 300);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] FILES = {"stereo.wav", "stereo16.flac", "signal.mp3", "signal.ogg", "stereo.aiff"};

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void everyDamagedUploadIsAnsweredOrRefused() throws Exception {
        Random random = new Random(11);
        Map<Integer, Integer> statuses = new TreeMap<>();
        byte[] wishes = (wish("views") + wish("anyway")).getBytes(StandardCharsets.UTF_8);
        try (TestServer server = TestServer.start()) {
            for (int i = 0; i < UPLOADS; i++) {
                byte[] file = Damage.of(Damage.fixture(FILES[i % FILES.length]), random);
                ByteArrayOutputStream form = new ByteArrayOutputStream();
                form.writeBytes(wishes);
                form.writeBytes(TestServer.form("damaged", file));
                HttpResponse<String> answer = server.post("/api/predict",
                        "multipart/form-data; boundary=" + TestServer.BOUNDARY, form.toByteArray());
                JsonNode body = JSON.readTree(answer.body());
                if (answer.statusCode() == 200) {
                    double sum = 0;
                    for (JsonNode share : body.get("probabilities")) {
                        sum += share.asDouble();
                    }
                    assertEquals(1, sum, 1e-4, body.toString());
                } else {
                    assertEquals(422, answer.statusCode(), "upload " + i + ": " + answer.body());
                    String line = body.get("error").asText();
                    assertTrue(!line.isBlank() && !line.contains("\n"), line);
                }
                statuses.merge(answer.statusCode(), 1, Integer::sum);
            }
            assertEquals(200, server.get("/health").statusCode());
            assertEquals(0, server.bytes());
        }
        System.out.println("damaged uploads by status: " + statuses);
        assertEquals(2, statuses.size(), statuses.toString());
    }

    private static String wish(String name) {
        return "--" + TestServer.BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\ntrue\r\n";
    }
}
