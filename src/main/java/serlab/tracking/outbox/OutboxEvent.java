package serlab.tracking.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * One thing to be told to the server about a run.
 *
 * @param number  its place in the outbox; smaller numbers go first
 * @param run     key of the run
 * @param kind    what it is
 * @param body    its values
 * @param content bytes of a file, or {@code null}
 * @param tried   whether it may have reached the server already
 */
record OutboxEvent(long number, String run, Kind kind, JsonNode body, byte[] content, boolean tried) {
    static final String COLUMNS = "number, kind, body, content, tried";

    /** Reads a row of {@link #COLUMNS}. */
    static OutboxEvent read(String run, ResultSet row) throws SQLException {
        return new OutboxEvent(row.getLong(1), run, Kind.valueOf(row.getString(2)), Database.json(row, 3), row.getBytes(4),
                row.getBoolean(5));
    }

    /** What an event tells. */
    enum Kind {
        START("the start"), PARAMETERS("parameters"), METRICS("metrics"), TAGS("tags"), DATASET("a data set"),
        ARTIFACT("an artifact"), MODEL("a model"), MODEL_FILE("a model's file"), MODEL_READY("a model"),
        REGISTER("a registered model"), RESUME("the going on"), END("the end");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** Whether events of this kind are sent together. */
        boolean batched() {
            return this == PARAMETERS || this == METRICS || this == TAGS;
        }

        /** Whether a second sending must first look for what the first one left. */
        boolean makesNew() {
            return this == START || this == MODEL || this == MODEL_READY || this == REGISTER;
        }
    }

    /** For messages: {@code artifact plots/curves.png}. */
    String words() {
        String name = body.path("path").asText(body.path("name").asText(""));
        return name.isEmpty() || kind == Kind.START ? kind.words : kind.words + " " + name;
    }
}
