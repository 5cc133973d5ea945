package serlab.serve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A response.
 *
 * @param status HTTP status
 * @param type   content type
 * @param body   content
 * @param headers further headers
 */
record Answer(int status, String type, byte[] body, Map<String, String> headers) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Answer json(int status, Object value) {
        try {
            return new Answer(status, "application/json", JSON.writeValueAsBytes(value), Map.of());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("value cannot be written as JSON", e);
        }
    }

    static Answer text(int status, String text) {
        return new Answer(status, "text/plain;charset=utf-8", text.getBytes(StandardCharsets.UTF_8),
                Map.of());
    }
}
