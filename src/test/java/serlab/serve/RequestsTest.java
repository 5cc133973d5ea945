package serlab.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;
import static serlab.ContentAssertions.assertLacks;
import static serlab.serve.TestServer.json;
import static serlab.serve.TestServer.refused;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests as no client of good faith sends them: each has an answer of one line, and the connection is of use after it. */
class RequestsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FORM = "multipart/form-data; boundary=" + TestServer.BOUNDARY;
    private static final byte[] CLIP = TestServer.voice(1, 16_000);
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<String> invoke(String json) throws Exception {
        return server.post("/invocations", "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/form-data; boundary=\"abc", "multipart/form-data; boundary=", "multipart/form-data",
        "multipart/form-data; boundary=\"\"", "multipart/form-data; boundary=a\"b", "multipart/form-data; boundary",
        "multipart/form-dataX; boundary=abc", "multipart/mixed; boundary=abc", "multipart/form-data; boundary=\"a\\",
        "multipart/form-data; boundary=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    void aFormWithoutAUsableBoundaryIsOfTheWrongType(String type) throws Exception {
        refused(415, "multipart/form-data", server.post("/api/predict", type, TestServer.form("clip.wav", CLIP)));
    }

    @Test
    void aLengthAboveTheLimitIsRefusedBeforeTheBodyIsSent() throws Exception {
        try (RawClient raw = server.raw().head("POST /api/predict HTTP/1.1", "Host: localhost", "Content-Type: " + FORM,
                "Content-Length: 99999999999", "Expect: 100-continue")) {
            String answer = raw.answer();
            assertTrue(answer.startsWith("HTTP/1.1 413") && answer.contains("larger than 20 MB"), answer);
            assertEquals("", raw.rest());
        }
        try (RawClient raw = server.raw().head("POST /api/predict HTTP/1.1", "Host: localhost", "Content-Type: " + FORM,
                "Content-Length: 99999999999")) {
            assertTrue(raw.answer().startsWith("HTTP/1.1 413"));
        }
    }

    @Test
    void aBodyThatIsTakenIsAskedFor() throws Exception {
        byte[] form = TestServer.form("clip.wav", CLIP);
        try (RawClient raw = server.raw().head("POST /api/predict HTTP/1.1", "Host: localhost", "Content-Type: " + FORM,
                "Content-Length: " + form.length, "Expect: 100-continue")) {
            assertTrue(raw.answerHead().startsWith("HTTP/1.1 100"));
            assertTrue(raw.send(form).answer().startsWith("HTTP/1.1 200"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /api/predict HTTP/1.1\r\nOrigin: http://evil.example", "POST /nothing HTTP/1.1",
        "POST /health HTTP/1.1", "POST /api/predict HTTP/1.1\r\nContent-Encoding: gzip", "PUT /api/predict HTTP/1.1"})
    void behindARefusalTheConnectionIsOfUse(String request) throws Exception {
        byte[] form = TestServer.form("clip.wav", new byte[1 << 20]);
        try (RawClient raw = server.raw()) {
            for (int i = 0; i < 3; i++) {
                raw.head(request, "Host: localhost", "Content-Type: " + FORM, "Content-Length: " + form.length);
                String answer = raw.answer();
                assertTrue(answer.startsWith("HTTP/1.1 4") && answer.contains("\"error\""), answer);
                raw.send(form).head("GET /ping HTTP/1.1", "Host: localhost");
                assertTrue(raw.answer().startsWith("HTTP/1.1 200"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "null", "7", "\"audio\"", "", "{\"instances\": []}", "{\"inputs\": []}",
        "{\"instances\": {}}", "{\"instances\": null}", "{\"instances\": \"UklGRg==\"}", "{\"inputs\": {}}",
        "{\"inputs\": {\"audio\": []}}", "{\"inputs\": {\"audio\": 5}}", "{\"dataframe_records\": []}",
        "{\"dataframe_records\": [{}]}", "{\"dataframe_records\": [[1]]}", "{\"dataframe_records\": {\"audio\": \"a\"}}",
        "{\"dataframe_split\": []}", "{\"dataframe_split\": {}}", "{\"dataframe_split\": {\"columns\": [\"audio\"]}}",
        "{\"dataframe_split\": {\"columns\": [\"audio\"], \"data\": []}}",
        "{\"dataframe_split\": {\"columns\": [\"audio\"], \"data\": [[]]}}",
        "{\"dataframe_split\": {\"columns\": [\"audio\"], \"data\": [[\"a\", \"b\"]]}}",
        "{\"dataframe_split\": {\"columns\": [\"audio\"], \"data\": [\"a\"]}}",
        "{\"dataframe_split\": {\"columns\": \"audio\", \"data\": [[\"a\"]]}}",
        "{\"dataframe_split\": {\"columns\": [\"id\"], \"data\": [[\"a\"]]}}",
        "{\"instances\": [\"AAAA\"], \"inputs\": [\"AAAA\"]}", "{\"instances\": [null]}", "{\"instances\": [true]}",
        "{\"instances\": [[]]}", "{\"instances\": [[[]]]}", "{\"instances\": [[[[[[1]]]]]]}",
        "{\"instances\": [[[1, 2], [3]]]}", "{\"instances\": [[[1, 2], 3]]}", "{\"instances\": [[[1, null]]]}",
        "{\"instances\": [[[1, 1e999]]]}", "{\"instances\": [[[1, NaN]]]}", "{\"instances\": [[[1, \"NaN\"]]]}",
        "{\"instances\": [[[1, 2], [3, 4]]]}", "{\"instances\": [{}]}", "{\"instances\": [{\"b64\": 5}]}",
        "{\"instances\": [{\"audio\": {\"audio\": {\"audio\": {\"audio\": {\"audio\": \"AAAA\"}}}}}]}",
        "{\"instances\": [\"not base64!\"", "{\"instances\": [\"A\"]}", "{\"instances\": [\"AAAA\"]} {}", "{\"dataframe_split\": {\"columns\": [true, 5], \"data\": [[1, 2]]}}"})
    void anInvocationOfAnotherShapeIsABadRequest(String json) throws Exception {
        refused(400, "", invoke(json));
    }

    @Test
    void anInvocationWithoutEndIsRefused() throws Exception {
        refused(400, "not JSON", invoke("[".repeat(100_000)));
        refused(400, "not JSON", invoke("{\"instances\": [" + "[],".repeat(3_000_000) + "[]]}"));
        refused(400, "at most 256", invoke("{\"instances\": [" + "1,".repeat(300) + "1]}"));
    }

    @Test
    void inputsByColumnAndCsvAreTaken() throws Exception {
        String audio = Base64.getEncoder().encodeToString(CLIP);
        JsonNode expected = json(invoke("{\"instances\": [\"" + audio + "\"]}"));
        assertEquals(1, expected.get("predictions").size());
        assertEquals(expected, json(invoke("{\"inputs\": {\"audio\": [\"" + audio + "\"]}}")));
        assertEquals(expected, csv("id,audio\n7," + audio + "\n"));
        assertEquals(expected, csv("audio\r\n\"" + audio + "\"\r\n"));
        for (String wrong : List.of("", "audio\n", "id\n7\n", "id,audio\n7\n", "audio\n%%%=\n")) {
            refused(400, "", server.post("/invocations", "text/csv", wrong.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static JsonNode csv(String text) throws Exception {
        HttpResponse<String> answer = server.post("/invocations", "text/csv; charset=utf-8",
                text.getBytes(StandardCharsets.UTF_8));
        assertEquals(200, answer.statusCode(), answer.body());
        return json(answer);
    }

    @Test
    void tooManyPartsAreNamed() throws Exception {
        refused(400, "more than 8 parts", server.post("/api/predict", FORM, parts("file", 9)));
        refused(400, "more than one part named file", server.post("/api/predict", FORM, parts("file", 2)));
        refused(400, "no part named file", server.post("/api/predict", FORM, parts("model", 8)));
        refused(400, "a part named 'other'; expected file", server.post("/api/predict", FORM, parts("other", 1)));
        refused(400, "cut off or damaged", server.post("/api/predict", FORM, "no form".getBytes(StandardCharsets.UTF_8)));
        refused(400, "cut off or damaged", server.post("/api/predict", FORM, new byte[0]));
    }

    private static byte[] parts(String name, int count) {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            form.writeBytes(("--" + TestServer.BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name
                    + "\"; filename=\"a\"\r\n\r\nx\r\n").getBytes(StandardCharsets.UTF_8));
        }
        form.writeBytes(("--" + TestServer.BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return form.toByteArray();
    }

    @Test
    void methodsThatAnAddressDoesNotTakeAreNamedWithThoseItTakes() throws Exception {
        for (String method : List.of("GET", "PUT", "DELETE", "PATCH", "HEAD", "TRACE")) {
            assertEquals("POST, OPTIONS", allowed(method, "/api/predict", 405));
        }
        assertEquals("GET, HEAD, OPTIONS", allowed("POST", "/health", 405));
        assertEquals("GET, HEAD, OPTIONS", allowed("DELETE", "/app.js", 405));
        assertEquals("GET, HEAD, OPTIONS", allowed("OPTIONS", "/health", 204));
        assertEquals("POST, OPTIONS", allowed("OPTIONS", "/invocations", 204));
    }

    private static String allowed(String method, String path, int status) throws Exception {
        try (RawClient raw = server.raw().head(method + " " + path + " HTTP/1.1", "Host: localhost", "Connection: close")) {
            String answer = raw.rest();
            assertTrue(answer.startsWith("HTTP/1.1 " + status), answer);
            assertFalse(answer.contains("Access-Control"), "no other site may read it");
            return answer.lines().filter(line -> line.startsWith("Allow: ")).findFirst().orElse("").substring(7);
        }
    }

    @Test
    void aHeadHasTheHeadersOfTheWhole() throws Exception {
        for (String path : List.of("/", "/health", "/api/models")) {
            String length = server.get(path).headers().firstValue("Content-Length").orElseThrow();
            try (RawClient raw = server.raw().head("HEAD " + path + " HTTP/1.1", "Host: localhost", "Connection: close")) {
                String head = raw.rest();
                assertTrue(head.startsWith("HTTP/1.1 200") && head.contains("Content-Length: " + length)
                        && head.endsWith("\r\n\r\n"), head);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /health HTTP/1.1\r\nX-Long: LONG", "GET /LONG HTTP/1.1\r\nHost: localhost", "NONSENSE",
        "GET /health HTTP/9.9\r\nHost: localhost", "GET /health HTTP/1.1\r\nHost: local host",
        "GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: localhost", "GET /..%2f..%2fpom.xml HTTP/1.1\r\nHost: localhost",
        "GET /%00 HTTP/1.1\r\nHost: localhost", "GET /%zz HTTP/1.1\r\nHost: localhost",
        "POST /api/predict HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5",
        "POST /api/predict HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6",
        "POST /api/predict HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked",
        "POST /api/predict HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz",
        "GET /health HTTP/1.1\r\nHost: localhost\r\nExpect: nothing"})
    void whatIsNoRequestIsRefusedInOneLineOfJson(String request) throws Exception {
        try (RawClient raw = server.raw().head(request.replace("LONG", "x".repeat(20_000)))) {
            String answer = raw.answer();
            assertTrue(answer.startsWith("HTTP/1.1 4") || answer.startsWith("HTTP/1.1 505"), answer);
            assertContains(answer, "Content-Type: application/json");
            assertContains(answer, "X-Content-Type-Options: nosniff");
            String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
            assertFalse(JSON.readTree(body).get("error").asText().isBlank(), body);
        }
        assertEquals(200, server.get("/health").statusCode());
    }

    @Test
    void everyAddressStandsInTheDescription() throws Exception {
        Set<String> described = Set.copyOf(server.get("/openapi.yaml").body().lines()
                .filter(line -> line.matches("  /\\S+:.*")).map(line -> line.replaceFirst("^  (/[^:]+):.*", "$1")).toList());
        assertEquals(server.addresses(), described);
    }

    @Test
    void theDescriptionTellsOfEveryRefusalAndIsOfItsVersion() throws Exception {
        String description = server.get("/openapi.yaml").body();
        assertContains(description, "openapi: 3.1");
        assertLacks(description, "nullable");
        for (String part : description.split("(?m)^(?=  /)")) {
            if (part.startsWith("  /") && part.contains("requestBody:")) {
                assertContains(part, "\"400\":");
                assertContains(part, "\"503\":");
            }
        }
    }
}
