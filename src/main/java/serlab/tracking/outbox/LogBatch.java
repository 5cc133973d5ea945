package serlab.tracking.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import serlab.Mappers;

/** Parameters, metrics and tags of consecutive events in one request, as many as MLflow takes. */
final class LogBatch {
    private static final int CHARACTERS = 300_000;

    private final ObjectNode body = Mappers.JSON.createObjectNode();
    private final ArrayNode metrics = body.putArray("metrics");
    private final ArrayNode params = body.putArray("params");
    private final ArrayNode tags = body.putArray("tags");
    private final Set<String> names = new HashSet<>();
    private int events;
    private int characters;

    private LogBatch() {
    }

    /** The first of the events that fit together; at least one. */
    static LogBatch of(String runId, List<OutboxEvent> events) {
        LogBatch batch = new LogBatch();
        batch.body.put("run_id", runId);
        for (OutboxEvent event : events) {
            if (batch.events > 0 && !batch.fits(event)) {
                break;
            }
            batch.add(event);
        }
        return batch;
    }

    ObjectNode body() {
        return body;
    }

    /** How many events went in. */
    int events() {
        return events;
    }

    private boolean fits(OutboxEvent event) {
        JsonNode values = event.body().get("values");
        int size = values.size();
        int total = metrics.size() + params.size() + tags.size() + size;
        if (total > LogLimits.METRICS || characters + values.toString().length() > CHARACTERS) {
            return false;
        }
        return switch (event.kind()) {
            case METRICS -> true;
            case PARAMETERS -> params.size() + size <= LogLimits.PARAMETERS && allNew(event);
            default -> tags.size() + size <= LogLimits.TAGS && allNew(event);
        };
    }

    /** MLflow takes a parameter or tag once in a request. */
    private boolean allNew(OutboxEvent event) {
        boolean fresh = true;
        for (var entry : event.body().get("values").properties()) {
            fresh &= !names.contains(event.kind() + entry.getKey());
        }
        return fresh;
    }

    private void add(OutboxEvent event) {
        JsonNode values = event.body().get("values");
        characters += values.toString().length();
        events++;
        for (var entry : values.properties()) {
            names.add(event.kind() + entry.getKey());
            switch (event.kind()) {
                case METRICS -> metrics.addObject().put("key", entry.getKey()).put("value", entry.getValue().asDouble())
                        .put("timestamp", event.body().get("timestamp").asLong()).put("step", event.body().get("step").asLong());
                case PARAMETERS -> params.addObject().put("key", entry.getKey()).put("value", entry.getValue().asText());
                default -> tags.addObject().put("key", entry.getKey()).put("value", entry.getValue().asText());
            }
        }
    }
}
