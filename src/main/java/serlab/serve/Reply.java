package serlab.serve;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;
import serlab.InvalidInputException;
import serlab.Mappers;

/**
 * A response.
 *
 * @param status HTTP status
 * @param type   content type
 * @param body   content
 * @param headers further headers
 */
record Reply(int status, String type, byte[] body, Map<String, String> headers) {
    static Reply json(int status, Object value) {
        try {
            return new Reply(status, "application/json", Mappers.JSON.writeValueAsBytes(value), Map.of());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("value cannot be written as JSON", e);
        }
    }

    static Reply text(int status, String text) {
        return new Reply(status, "text/plain;charset=utf-8", text.getBytes(StandardCharsets.UTF_8),
                Map.of());
    }

    /** Headers alone. */
    static Reply nothing(Map<String, String> headers) {
        return new Reply(204, "", new byte[0], headers);
    }

    /** What some work gives, or the refusal that its exception stands for. */
    static Reply of(Supplier<Reply> work) {
        try {
            return work.get();
        } catch (RequestException e) {
            return e.reply();
        } catch (InvalidInputException e) {
            return new RequestException(ErrorCode.UNUSABLE_RECORDING, e.getMessage()).reply();
        } catch (RuntimeException | Error e) {
            LoggerFactory.getLogger(Reply.class).error("request failed", e);
            return new RequestException(ErrorCode.INTERNAL_ERROR, "the server failed; its log says why").reply();
        }
    }
}
