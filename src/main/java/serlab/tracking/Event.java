package serlab.tracking;

import com.fasterxml.jackson.databind.JsonNode;

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
record Event(long number, String run, Kind kind, JsonNode body, byte[] content, boolean tried) {

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
