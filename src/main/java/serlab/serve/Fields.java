package serlab.serve;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The texts of a request's JSON object.
 *
 * @param object holds them
 */
record Fields(JsonNode object) {
    /**
     * Refuses what an object has beside what is known.
     *
     * @param where what the object is, for the message
     * @throws RequestException if there is another key
     */
    static JsonNode only(JsonNode object, String where, List<String> known) {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw new RequestException(ErrorCode.UNKNOWN_FIELD, "there is no '" + Upload.plain(name) + "' in " + where + "; expected "
                        + Upload.either(known));
            }
        });
        return object;
    }

    private boolean missing(String name) {
        return object.path(name).isMissingNode() || object.path(name).isNull();
    }

    /**
     * What is said of a value that is not as expected: that it is missing, or what it is not.
     *
     * @param where    what the object is, such as {@code recording 0: }; empty for the body
     * @param not      what it is not, such as {@code no sampling rate}
     * @param expected what is, with an example or a range
     */
    RequestException wrong(String where, String name, String not, String expected) {
        return missing(name) ? new RequestException(ErrorCode.MISSING_FIELD, where + name + " is missing; expected " + expected)
                : new RequestException(ErrorCode.INVALID_FIELD, where + name + " is " + not + "; expected " + expected);
    }

    /**
     * A number that may be left out, or null.
     *
     * @param example of such a number
     * @throws RequestException if it is no number
     */
    OptionalDouble number(String name, String example) {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return OptionalDouble.empty();
        }
        if (!value.isNumber()) {
            throw new RequestException(ErrorCode.INVALID_FIELD, name + " is no number; expected " + example);
        }
        return OptionalDouble.of(value.asDouble());
    }

    /**
     * Whether something is wanted; not where it is left out, or null.
     *
     * @throws RequestException if it is neither true nor false
     */
    boolean chosen(String name) {
        JsonNode value = object.path(name);
        if (!(value.isMissingNode() || value.isNull() || value.isBoolean())) {
            throw new RequestException(ErrorCode.INVALID_FIELD, name + " is neither true nor false");
        }
        return value.asBoolean();
    }

    /**
     * A text that may be left out; empty where it is, or null.
     *
     * @throws RequestException if it is no text
     */
    String text(String name) {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (!value.isTextual()) {
            throw new RequestException(ErrorCode.INVALID_FIELD, name + " is no text; expected \"" + name + "\": \"…\"");
        }
        return value.asText();
    }

    /**
     * A text that has to be there.
     *
     * @param source what it is, or where it comes from
     * @throws RequestException if it is missing or no text
     */
    String needed(String name, String source) {
        if (missing(name)) {
            throw wrong("", name, "", source);
        }
        return text(name);
    }
}
