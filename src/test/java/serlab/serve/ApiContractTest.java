package serlab.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;
import static serlab.serve.TestServer.answered;
import static serlab.serve.TestServer.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What programs may rely on: codes of errors, keys in one convention, and nothing unknown that is passed over. */
class ApiContractTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FORM = "multipart/form-data; boundary=" + TestServer.BOUNDARY;
    private static final String SNAKE = "[a-z0-9]+(_[a-z0-9]+)*";
    private static final byte[] CLIP = TestServer.voice(2, 16_000);
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void refused(int status, String code, HttpResponse<String> answer) throws Exception {
        assertEquals(status + " " + code, answer.statusCode() + " " + json(answer).path("error_code").asText(),
                answer.body());
        assertEquals(status, ErrorCode.valueOf(code).status());
    }

    private static HttpResponse<String> post(String path, String json) throws Exception {
        return server.post(path, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] form(String... namesAndValues) {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            form.append("--").append(TestServer.BOUNDARY).append("\r\nContent-Disposition: form-data; name=\"").append(namesAndValues[i])
                    .append("\"\r\n\r\n").append(namesAndValues[i + 1]).append("\r\n");
        }
        return form.append("--").append(TestServer.BOUNDARY).append("--\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "400 | MALFORMED_BODY      | /api/live/start     | {",
        "400 | MALFORMED_BODY      | /api/live/start     | []",
        "400 | MISSING_FIELD       | /api/live/start     | {}",
        "400 | INVALID_FIELD       | /api/live/start     | {\"rate\": 7}",
        "400 | INVALID_FIELD       | /api/live/start     | {\"rate\": 16000, \"coverage\": {}}",
        "400 | UNKNOWN_FIELD       | /api/live/start     | {\"rate\": 16000, \"covrage\": 0.9}",
        "400 | CONFLICTING_FIELDS  | /api/live/start     | {\"rate\": 16000, \"coverage\": 0.9, \"speaker\": \"ann\"}",
        "404 | MODEL_NOT_FOUND     | /api/live/start     | {\"rate\": 16000, \"model\": \"none\"}",
        "404 | SESSION_NOT_FOUND   | /api/live/stop      | {\"session\": \"none\"}",
        "403 | NOT_ENABLED         | /api/teach/start    | {\"name\": \"mine\"}",
        "403 | NOT_ENABLED         | /api/speakers/delete | {\"speaker\": \"ann\"}",
        "400 | MISSING_FIELD       | /api/speaker        | {}",
        "400 | MISSING_FIELD       | /invocations        | {}",
        "400 | CONFLICTING_FIELDS  | /invocations        | {\"inputs\": [], \"instances\": []}",
        "400 | CONFLICTING_FIELDS  | /invocations        | {\"inputs\": [\"AAAA\"], \"inputs\": [\"AAAB\"]}",
        "400 | CONFLICTING_FIELDS  | /invocations        | {\"inputs\": [\"AAAA\"], \"params\": {\"coverage\": 0.9, \"coverage\": 0.8}}",
        "400 | CONFLICTING_FIELDS  | /invocations        | {\"dataframe_split\": {\"columns\": [\"audio\", \"audio\"], \"data\": [[\"\", \"\"]]}}",
        "422 | UNUSABLE_RECORDING  | /invocations        | {\"dataframe_split\": {\"columns\": [\"id\", \"audio\"], \"data\": [[1, \"AAAA\"]]}}",
        "422 | UNUSABLE_RECORDING  | /invocations        | {\"dataframe_records\": [{\"id\": 1, \"audio\": \"AAAA\"}]}",
        "422 | UNUSABLE_RECORDING  | /invocations        | {\"inputs\": {\"id\": [1], \"audio\": [\"AAAA\"]}}",
        "400 | UNKNOWN_FIELD       | /invocations        | {\"inputs\": [\"AAAA\"], \"coverage\": 0.9}",
        "400 | UNKNOWN_FIELD       | /invocations        | {\"inputs\": [\"AAAA\"], \"params\": {\"covrage\": 0.9}}",
        "400 | UNKNOWN_FIELD       | /invocations        | {\"dataframe_split\": {\"columns\": [], \"rows\": []}}",
        "422 | UNUSABLE_RECORDING  | /invocations        | {\"inputs\": [\"AAAA\"]}",
        "404 | NOT_FOUND           | /api/nothing        | {}",
        "405 | METHOD_NOT_ALLOWED  | /api/models         | {}",
        "415 | UNSUPPORTED_MEDIA_TYPE | /api/predict     | {}"})
    void everyCauseHasItsCode(int status, String code, String path, String json) throws Exception {
        refused(status, code, post(path, json));
    }

    @Test
    void formsAndHeadersHaveTheirCodesToo() throws Exception {
        refused(422, "UNUSABLE_RECORDING", server.upload("a.wav", new byte[100]));
        refused(413, "PAYLOAD_TOO_LARGE", server.upload("a.wav", new byte[21 << 20]));
        refused(400, "MISSING_FIELD", server.post("/api/predict", FORM, form("model", "starter")));
        refused(400, "UNKNOWN_FIELD", server.post("/api/predict", FORM, form("modle", "starter")));
        refused(400, "CONFLICTING_FIELDS", server.post("/api/predict", FORM, form("file", "x", "model", "a", "model", "b")));
        refused(400, "INVALID_FIELD", server.post("/api/predict", FORM, form("file", "x", "views", "yes")));
        refused(404, "MODEL_NOT_FOUND", server.post("/api/predict", FORM, form("file", "x", "model", "none")));
        refused(400, "MALFORMED_BODY", server.post("/api/predict", FORM, new byte[3]));
        refused(403, "CROSS_SITE", server.get("/health", "Origin", "http://evil.example"));
    }

    @Test
    void whatIsRefusedBeforeItIsLookedAtHasTheCodeOfItsStatus() throws Exception {
        Map<String, String> said = Map.of("GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: localhost",
                "414 the address is longer than is taken, 16 KB with the headers; send what is long in the body",
                "NONSENSE", "400 this is no request of HTTP that can be understood; expected one such as GET /health HTTP/1.1 with a header Host",
                "GET /health HTTP/1.1\r\nHost: localhost\r\nX-Long: " + "x".repeat(20_000),
                "431 the headers are longer than is taken, 16 KB together; send fewer or shorter ones",
                "GET /health HTTP/1.1\r\nHost: localhost\r\nExpect: the unexpected",
                "417 the header Expect asks for something else than 100-continue; leave it out",
                "GET /health HTTP/9.9\r\nHost: localhost", "505 this version of HTTP is not spoken here; expected HTTP/1.1");
        for (Map.Entry<String, String> one : said.entrySet()) {
            try (RawClient raw = server.raw().head(one.getKey())) {
                String answer = raw.answer();
                int status = Integer.parseInt(answer.split(" ")[1]);
                JsonNode body = JSON.readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4));
                assertEquals(status, ErrorCode.valueOf(body.get("error_code").asText()).status(), answer);
                assertEquals(one.getValue(), status + " " + body.get("error").asText());
            }
        }
        assertEquals(ErrorCode.BAD_REQUEST, ErrorCode.ofStatus(418));
        assertEquals(ErrorCode.INTERNAL_ERROR, ErrorCode.ofStatus(501));
    }

    @Test
    void theTableOfCodesAndTheDescriptionNameEveryOne() throws Exception {
        String page = Files.readString(Path.of("docs/api.md"));
        List<String> table = Pattern.compile("(?m)^\\| (\\d{3}) \\| `([A-Z_]+)` \\| \\S").matcher(page).results()
                .map(row -> row.group(1) + " " + row.group(2)).toList();
        assertEquals(Arrays.stream(ErrorCode.values()).map(code -> code.status() + " " + code).toList(), table);
        MatchResult described = Pattern.compile("error_code:\\s+type: string\\s+description: .*\\s+enum: \\[([A-Z_,\\s]+)\\]")
                .matcher(server.get("/openapi.yaml").body()).results().findFirst().orElseThrow();
        assertEquals(Arrays.stream(ErrorCode.values()).map(Enum::name).collect(Collectors.joining(",")),
                described.group(1).replaceAll("\\s", ""));
    }

    @Test
    void everyAddressThatTakesJsonRefusesWhatItDoesNotKnow() throws Exception {
        Set<String> taking = new TreeSet<>();
        for (String path : server.addresses()) {
            HttpResponse<String> answer = post(path, "{\"covrage\": 0.9}");
            if (answer.statusCode() != 405 && answer.statusCode() != 415) {
                refused(400, "UNKNOWN_FIELD", answer);
                assertContains(json(answer).get("error").asText(), "there is no 'covrage' in the body; expected ");
                taking.add(path);
            }
        }
        assertEquals(11, taking.size(), taking.toString());
    }

    @Test
    void everyAddressThatTakesJsonRefusesAKeyThatIsThereTwice() throws Exception {
        int taking = 0;
        for (String path : server.addresses()) {
            HttpResponse<String> answer = post(path, "{\"model\": \"a\", \"model\": \"b\"}");
            if (answer.statusCode() != 405 && answer.statusCode() != 415) {
                refused(400, "CONFLICTING_FIELDS", answer);
                assertEquals("the body has the key 'model' more than once; send it once", json(answer).get("error").asText());
                taking++;
            }
        }
        assertEquals(11, taking);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        /api/live/start      | {"model": "starter"}                                       | rate is missing; expected a whole number of Hz from
        /api/live/sound      | {}                                                         | session is missing; expected the one that /api/live/start gave
        /api/speaker         | {}                                                         | answers is missing; expected {"answers":
        /invocations         | {}                                                         | expected one of dataframe_split, dataframe_records, instances or inputs in the body
        /invocations         | {"dataframe_split": {"data": [["AAAA"]]}}                   | dataframe_split.columns is missing; expected a list
        /invocations         | {"dataframe_split": {"columns": ["audio"]}}                | dataframe_split.data is missing; expected a list
        /invocations         | {"dataframe_split": {"columns": ["a"], "data": [["A"]]}}   | dataframe_split has no column 'audio'; expected one, with the content of each
        /invocations         | {"dataframe_records": [{"a": "A"}]}                        | row 0 of dataframe_records has no column 'audio'; expected one
        /invocations         | {"inputs": {"a": ["A"]}}                                   | inputs has no column 'audio'; expected one
        """)
    void whatIsMissingIsNamedWithWhatIsExpected(String path, String json, String said) throws Exception {
        HttpResponse<String> answer = post(path, json);
        refused(400, "MISSING_FIELD", answer);
        assertContains(json(answer).get("error").asText(), said);
    }

    @Test
    void aTableMayHaveFurtherColumnsAndOneOfRecordings() throws Exception {
        refused(422, "UNUSABLE_RECORDING", server.post("/invocations", "text/csv", "id,audio\n1,AAAA\n".getBytes(StandardCharsets.UTF_8)));
        refused(400, "CONFLICTING_FIELDS", server.post("/invocations", "text/csv", "audio,audio\nAAAA,AAAA\n".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void parametersBehindAQuestionMarkAreRefusedWhereNoneAreTaken() throws Exception {
        refused(400, "UNKNOWN_FIELD", server.get("/api/models?model=a"));
        refused(400, "UNKNOWN_FIELD", server.post("/api/predict?coverage=0.9", FORM, TestServer.form("a.wav", CLIP)));
        assertEquals(200, server.get("/?from=elsewhere").statusCode(), "the page may be linked to");
    }

    @Test
    void keysAreInSnakeCase() throws Exception {
        List<String> others = new ArrayList<>();
        byte[] clip = TestServer.form("a.wav", CLIP);
        String views = "--" + TestServer.BOUNDARY + "\r\nContent-Disposition: form-data; name=\"views\"\r\n\r\ntrue\r\n";
        JsonNode heard = answered(server.post("/api/predict", FORM, (views + new String(clip, StandardCharsets.ISO_8859_1))
                .getBytes(StandardCharsets.ISO_8859_1)));
        assertTrue(heard.get("duration_seconds").asDouble() == 2 && heard.has("log_mel_hz") && heard.get("voice").has("pitch_hz")
                && heard.get("timeline").get(0).has("start_seconds"), heard.toString());
        keys(heard, others);
        keys(answered(server.post("/api/turns", FORM, clip)), others);
        keys(answered(server.get("/api/models")), others);
        keys(answered(post("/invocations", "{\"inputs\": [\"" + Base64.getEncoder().encodeToString(CLIP) + "\"]}")), others);
        JsonNode begun = answered(post("/api/live/start", "{\"rate\": 16000, \"coverage\": null}"));
        keys(begun, others);
        keys(answered(post("/api/live/sound", "{\"session\": " + begun.get("session") + ", \"at\": 0, \"sound\": \"AAA=\"}")), others);
        keys(answered(post("/api/live/stop", "{\"session\": " + begun.get("session") + "}")), others);
        assertEquals(List.of(), others);
        assertEquals(List.of(), Pattern.compile("\\b(?!additionalProperties)(\\w*[a-z][A-Z]\\w*): \\{(?:type|\\$ref)").matcher(server.get("/openapi.yaml").body())
                .results().map(key -> key.group(1)).toList());
    }

    private static void keys(JsonNode node, List<String> others) {
        node.fieldNames().forEachRemaining(key -> {
            if (!key.matches(SNAKE)) {
                others.add(key);
            }
        });
        node.forEach(below -> keys(below, others));
    }
}
