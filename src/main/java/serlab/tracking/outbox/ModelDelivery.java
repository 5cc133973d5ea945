package serlab.tracking.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.mlflow.api.proto.ModelRegistry.ModelVersion;
import serlab.Mappers;
import serlab.tracking.ArtifactPath;
import serlab.tracking.http.MlflowConnection;
import serlab.tracking.http.MlflowReader;
import serlab.tracking.http.RefusedException;
import serlab.tracking.http.UnreachableException;
import serlab.tracking.registry.ModelRegistry;

/** Logged models: announced, filled with files, declared ready and tied to their run, and registered under a name. */
final class ModelDelivery {
    private final MlflowConnection connection;
    private final Outbox outbox;

    ModelDelivery(MlflowConnection connection, Outbox outbox) {
        this.connection = connection;
        this.outbox = outbox;
    }

    void deliver(OutboxRow run, OutboxEvent event) throws UnreachableException, RefusedException, SQLException {
        JsonNode body = event.body();
        JsonNode known = run.models().path(body.get("model").asText());
        switch (event.kind()) {
            case MODEL -> announce(run, body, event.tried());
            case MODEL_FILE -> connection.put(text(known, "uri"), new ArtifactPath(body.get("path").asText()), event.content());
            case MODEL_READY -> ready(run, body, known, event.tried());
            case REGISTER -> register(run, body, known, event.tried());
            default -> throw new IllegalStateException("no event of a model: " + event.kind());
        }
    }

    private void announce(OutboxRow run, JsonNode body, boolean tried) throws UnreachableException, RefusedException, SQLException {
        String name = body.get("model").asText();
        JsonNode info = tried ? find(run, name) : Mappers.JSON.missingNode();
        if (info.isMissingNode()) {
            ObjectNode announced = Mappers.JSON.createObjectNode().put("experiment_id", run.experiment()).put("name", name)
                    .put("model_type", "serlab").put("source_run_id", run.id());
            info = connection.post("logged-models", announced).at("/model/info");
        }
        ObjectNode models = run.models().deepCopy();
        models.putObject(name).put("id", info.get("model_id").asText()).put("uri", info.get("artifact_uri").asText());
        outbox.knownModels(run.key(), models);
    }

    private JsonNode find(OutboxRow run, String name) throws UnreachableException, RefusedException {
        ObjectNode query = Mappers.JSON.createObjectNode().put("filter", "name = '" + name + "' AND source_run_id = '" + run.id() + "'");
        query.putArray("experiment_ids").add(run.experiment());
        return connection.search("logged-models/search", query, "models").stream().findFirst().map(model -> model.path("info"))
                .orElse(Mappers.JSON.missingNode());
    }

    private void ready(OutboxRow run, JsonNode body, JsonNode known, boolean tried) throws UnreachableException, RefusedException {
        String id = text(known, "id");
        connection.put(text(known, "uri"), new ArtifactPath("MLmodel"), description(run, body, known));
        connection.patch("logged-models/" + id, Mappers.JSON.createObjectNode().put("model_id", id).put("status", "LOGGED_MODEL_READY"));
        if (tried && tied(run, id)) {
            return;
        }
        ObjectNode output = Mappers.JSON.createObjectNode().put("run_id", run.id());
        output.putArray("models").addObject().put("model_id", id).put("step", 0);
        connection.post("runs/outputs", output);
    }

    private boolean tied(OutboxRow run, String model) throws UnreachableException, RefusedException {
        JsonNode outputs = connection.get("runs/get", Map.of("run_id", run.id())).at("/run/outputs/model_outputs");
        return Delivery.list(outputs).stream().anyMatch(output -> output.path("model_id").asText().equals(model));
    }

    /** MLflow's file that says what a model is, the model's own with what the server knows of it; JSON, which is YAML. */
    private static byte[] description(OutboxRow run, JsonNode body, JsonNode known) {
        ObjectNode file = Mappers.JSON.createObjectNode();
        file.putObject("flavors").putObject("serlab").put("data", ".");
        file.putObject("signature").put("inputs", body.get("inputs").asText()).put("outputs", body.get("outputs").asText())
                .putNull("params");
        body.path("description").properties().forEach(field -> file.set(field.getKey(), field.getValue()));
        file.put("artifact_path", known.get("uri").asText());
        file.put("model_id", known.get("id").asText()).put("model_uuid", known.get("id").asText()).put("run_id", run.id())
                .put("utc_time_created", Instant.ofEpochMilli(body.get("timestamp").asLong()).toString().replace('T', ' ').replace("Z", ""))
                .put("model_size_bytes", body.get("bytes").asLong());
        return file.toPrettyString().getBytes(StandardCharsets.UTF_8);
    }

    private void register(OutboxRow run, JsonNode body, JsonNode known, boolean tried) throws UnreachableException, RefusedException {
        String name = body.get("name").asText();
        try {
            connection.post("registered-models/create", Mappers.JSON.createObjectNode().put("name", name));
        } catch (RefusedException e) {
            if (!e.alreadyExists()) {
                throw e;
            }
        }
        String version = tried ? version(run, name) : "";
        if (version.isEmpty()) {
            Map<String, String> tags = new HashMap<>();
            body.path("tags").properties().forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
            version = connection.post("model-versions/create",
                    ModelRegistry.newVersion(text(known, "id"), run.id(), name, tags)).at("/model_version/version").asText();
        }
        connection.post("registered-models/alias", Mappers.JSON.createObjectNode().put("name", name)
                .put("alias", body.get("alias").asText()).put("version", version));
    }

    /** The version of a registered model that a run has made; empty if there is none. */
    private String version(OutboxRow run, String name) throws UnreachableException, RefusedException {
        return new MlflowReader(connection).versions("run_id = '" + run.id() + "'").stream()
                .filter(version -> version.getName().equals(name)).map(ModelVersion::getVersion).findFirst().orElse("");
    }

    private static String text(JsonNode known, String field) throws RefusedException {
        if (known.path(field).isMissingNode()) {
            throw new RefusedException("the model was not taken", 0);
        }
        return known.get(field).asText();
    }
}
