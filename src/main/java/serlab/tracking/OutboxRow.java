package serlab.tracking;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A run as the outbox remembers it.
 *
 * @param key        its own key, which the server keeps as a tag
 * @param request    what it was opened with
 * @param started    milliseconds since 1970
 * @param unsure     whether its opening was sent more than once
 * @param id         the server's id of it, or {@code null}
 * @param experiment the server's id of its experiment, or {@code null}
 * @param artifacts  where the server keeps its files, or {@code null}
 * @param models     ids and addresses of its logged models, by name
 */
record OutboxRow(String key, RunRequest request, long started, boolean unsure, String id, String experiment,
                 String artifacts, JsonNode models) {
}
