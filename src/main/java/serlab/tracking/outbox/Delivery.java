package serlab.tracking.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.mlflow.api.proto.Service.Run;
import serlab.Mappers;
import serlab.tracking.ArtifactPath;
import serlab.tracking.http.Experiments;
import serlab.tracking.http.MlflowConnection;
import serlab.tracking.http.MlflowReader;
import serlab.tracking.http.RefusedException;
import serlab.tracking.http.UnreachableException;

/**
 * Delivery of events of the outbox to a server, so that a second delivery of the same event changes nothing: metrics and
 * tags are the same entries again, files replace themselves, and what would be made anew is looked for first.
 */
public final class Delivery {
    /** Tag by which a run is found again. */
    public static final String KEY = "serlab.key";
    private static final int DIGEST_LENGTH = 36;
    private static final String KIND = "mlflow.experimentKind";

    private final MlflowConnection connection;
    private final Outbox outbox;
    private final ModelDelivery models;
    private final Map<String, String> experiments = new HashMap<>();

    Delivery(MlflowConnection connection, Outbox outbox) {
        this.connection = connection;
        this.outbox = outbox;
        this.models = new ModelDelivery(connection, outbox);
    }

    /**
     * Delivers the first of some consecutive events of a run.
     *
     * @return how many were delivered
     */
    int deliver(OutboxRow run, List<OutboxEvent> events) throws UnreachableException, RefusedException, SQLException {
        OutboxEvent first = events.get(0);
        if (first.kind().makesNew()) {
            outbox.trying(first);
        }
        switch (first.kind()) {
            case START -> open(run, first.tried());
            case PARAMETERS, METRICS, TAGS -> {
                LogBatch batch = LogBatch.of(run.id(), events);
                connection.post("runs/log-batch", batch.body());
                return batch.events();
            }
            case ARTIFACT -> connection.put(run.artifacts(), new ArtifactPath(first.body().get("path").asText()), first.content());
            case DATASET -> connection.post("runs/log-inputs", dataset(run.id(), first.body()));
            case RESUME -> connection.post("runs/update", Mappers.JSON.createObjectNode().put("run_id", run.id()).put("status", "RUNNING"));
            case END -> end(run, first.body());
            default -> models.deliver(run, first);
        }
        return 1;
    }

    private void open(OutboxRow run, boolean tried) throws UnreachableException, RefusedException, SQLException {
        String experiment = experiment(run.request().experiment());
        List<Run> had = tried ? known(run.key(), experiment) : List.of();
        if (had.isEmpty()) {
            JsonNode made = connection.post("runs/create", opening(run, experiment)).at("/run/info");
            outbox.known(run.key(), made.get("run_id").asText(), experiment, made.get("artifact_uri").asText());
        } else {
            outbox.known(run.key(), had.get(0).getInfo().getRunId(), experiment, had.get(0).getInfo().getArtifactUri());
        }
    }

    /** The server's runs that carry a key: one, unless an answer was long in coming. */
    private List<Run> known(String key, String experiment) throws UnreachableException, RefusedException {
        return new MlflowReader(connection).runs(experiment, "tags.`" + KEY + "` = '" + key + "'");
    }

    private ObjectNode opening(OutboxRow run, String experiment) throws SQLException {
        Map<String, String> tags = new TreeMap<>();
        tags.put("mlflow.user", System.getProperty("user.name", "unknown"));
        tags.put("mlflow.source.name", "serlab");
        tags.put("mlflow.source.type", "LOCAL");
        tags.putAll(run.request().tags());
        tags.put("mlflow.runName", run.request().name());
        parent(run.request().parentId()).ifPresent(id -> tags.put("mlflow.parentRunId", id));
        ObjectNode body = Mappers.JSON.createObjectNode().put("experiment_id", experiment).put("run_name", run.request().name())
                .put("user_id", tags.get("mlflow.user")).put("start_time", run.started());
        var list = body.putArray("tags");
        list.addObject().put("key", KEY).put("value", run.key());
        LogLimits.ofTexts(tags, tags.size(), LogLimits.TAG_LENGTH).forEach(batch -> batch.forEach((name, value) ->
                list.addObject().put("key", name).put("value", value)));
        return body;
    }

    /** The server's id of a parent, which may be given by its key. */
    private Optional<String> parent(String given) throws SQLException {
        if (given == null) {
            return Optional.empty();
        }
        Optional<OutboxRow> own = outbox.run(given);
        return own.isPresent() ? Optional.ofNullable(own.get().id()) : Optional.of(given);
    }

    private String experiment(String name) throws UnreachableException, RefusedException {
        String id = experiments.get(name);
        if (id == null) {
            id = new Experiments(connection).idOf(name, KIND);
            experiments.put(name, id);
        }
        return id;
    }

    private static ObjectNode dataset(String run, JsonNode dataset) {
        String digest = dataset.get("digest").asText();
        ObjectNode input = Mappers.JSON.createObjectNode().put("run_id", run);
        ObjectNode entry = input.putArray("datasets").addObject();
        entry.putArray("tags").addObject().put("key", "mlflow.data.context").put("value", dataset.get("context").asText());
        entry.putObject("dataset").put("name", dataset.get("name").asText())
                .put("digest", digest.substring(0, Math.min(DIGEST_LENGTH, digest.length())))
                .put("source_type", "local").put("source", Mappers.JSON.createObjectNode().put("uri", dataset.get("source").asText()).toString())
                .put("schema", dataset.get("schema").asText()).put("profile", dataset.get("profile").asText());
        return input;
    }

    private void end(OutboxRow run, JsonNode end) throws UnreachableException, RefusedException {
        connection.post("runs/update", ending(run.id(), end));
        if (run.unsure()) {
            for (Run twin : known(run.key(), run.experiment())) {
                String id = twin.getInfo().getRunId();
                if (!id.equals(run.id())) {
                    connection.post("runs/delete", Mappers.JSON.createObjectNode().put("run_id", id));
                }
            }
        }
    }

    /** What tells a server that a run is over. */
    static ObjectNode ending(String run, JsonNode end) {
        return Mappers.JSON.createObjectNode().put("run_id", run).put("status", end.get("status").asText())
                .put("end_time", end.get("timestamp").asLong());
    }

    static List<JsonNode> list(JsonNode array) {
        List<JsonNode> all = new ArrayList<>();
        array.forEach(all::add);
        return all;
    }
}
