package serlab.serve;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The texts of a request's JSON object.
 *
 * @param object holds them
 */
record Fields(JsonNode object) {
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
            throw new RequestException(400, name + " is no text; expected \"" + name + "\": \"…\"");
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
        if (object.path(name).isMissingNode() || object.path(name).isNull()) {
            throw new RequestException(400, name + " is missing; expected " + source);
        }
        return text(name);
    }
}
