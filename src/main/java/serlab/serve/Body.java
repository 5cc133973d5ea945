package serlab.serve;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import serlab.Mappers;

/**
 * What a request brings.
 *
 * @param type  content type as it was sent, of one of the types that its address takes
 * @param bytes content
 */
record Body(String type, byte[] bytes) {
    private static final String JSON_TYPE = "application/json";
    private static final String CSV_TYPE = "text/csv";
    private static final long MOST_TOKENS = 3_000_000;
    /** What Jackson says of a key that is there twice; it has no exception of its own for it. */
    private static final String TWICE = "Duplicate field ";
    private static final ObjectMapper JSON = Mappers.of(JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder().maxTokenCount(MOST_TOKENS)
                    .maxStringLength(Integer.MAX_VALUE).build()).build()).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** @throws RequestException if a content type is not JSON's */
    static void json(String type) {
        if (!is(type, JSON_TYPE)) {
            throw new RequestException(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "expected a body of type application/json");
        }
    }

    /** @throws RequestException if a content type is neither JSON's nor CSV's */
    static void jsonOrCsv(String type) {
        if (!is(type, JSON_TYPE) && !is(type, CSV_TYPE)) {
            throw new RequestException(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "expected a body of type application/json or text/csv");
        }
    }

    boolean csv() {
        return is(type, CSV_TYPE);
    }

    private static boolean is(String type, String expected) {
        return type != null && type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(expected);
    }

    /**
     * The JSON object.
     *
     * @param known its keys, as far as they are sent
     * @throws RequestException if it is no JSON object, has another key, or one twice, at whatever depth
     */
    JsonNode object(String... known) {
        JsonNode root;
        try {
            root = JSON.readTree(bytes);
        } catch (IOException e) {
            if (e instanceof JsonProcessingException refused && refused.getOriginalMessage().startsWith(TWICE)) {
                throw new RequestException(ErrorCode.CONFLICTING_FIELDS, "the body has the key "
                        + Upload.plain(refused.getOriginalMessage().substring(TWICE.length())) + " more than once; send it once");
            }
            throw new RequestException(ErrorCode.MALFORMED_BODY, "the body is not JSON, nests deeper than 1000, or has more than "
                    + MOST_TOKENS + " values");
        }
        if (root == null || !root.isObject()) {
            throw new RequestException(ErrorCode.MALFORMED_BODY, "the body is not a JSON object");
        }
        return Fields.only(root, "the body", List.of(known));
    }
}
