package serlab.tracking.outbox;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import serlab.Mappers;
import serlab.tracking.RunRequest;

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
    static final String COLUMNS = "experiment, name, parent, tags, started, unsure, id, experiment_id, artifacts, models";

    /** Reads a row of {@link #COLUMNS}. */
    static OutboxRow read(String key, ResultSet row) throws SQLException {
        Map<String, String> tags = Mappers.JSON.convertValue(Database.json(row, 4), new TypeReference<>() { });
        RunRequest request = new RunRequest(row.getString(1), row.getString(2), row.getString(3), tags);
        return new OutboxRow(key, request, row.getLong(5), row.getBoolean(6), row.getString(7), row.getString(8),
                row.getString(9), Database.json(row, 10));
    }
}
