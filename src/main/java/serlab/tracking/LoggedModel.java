package serlab.tracking;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Stores a model folder as a logged model of a run: announce it, send its files, declare it ready, tie it to the run. */
final class LoggedModel {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DESCRIPTION = "MLmodel";

    private LoggedModel() {
    }

    static void send(MlflowConnection connection, String experiment, String run, String name, Path folder)
            throws UnreachableException, RefusedException, IOException {
        ObjectNode announced = JSON.createObjectNode().put("experiment_id", experiment).put("name", modelName(name))
                .put("model_type", "serlab").put("source_run_id", run);
        String answer = connection.ask(client -> client.sendPost("logged-models", announced.toString()));
        JsonNode info = JSON.readTree(answer).path("model").path("info");
        String model = info.path("model_id").asText();
        String store = info.path("artifact_uri").asText();
        for (Path file : RunFolder.files(folder)) {
            connection.put(store, ArtifactPath.of(folder, file), HttpRequest.BodyPublishers.ofFile(file));
        }
        if (!Files.exists(folder.resolve(DESCRIPTION))) {
            connection.put(store, new ArtifactPath(DESCRIPTION),
                    HttpRequest.BodyPublishers.ofString(description(store, run, model), StandardCharsets.UTF_8));
        }
        ObjectNode ready = JSON.createObjectNode().put("model_id", model).put("status", "LOGGED_MODEL_READY");
        connection.ask(client -> client.sendPatch("logged-models/" + model, ready.toString()));
        ObjectNode output = JSON.createObjectNode().put("run_id", run);
        output.putArray("models").addObject().put("model_id", model).put("step", 0);
        connection.ask(client -> client.sendPost("runs/outputs", output.toString()));
    }

    /** MLflow takes no quotes, percent signs, dots, colons or slashes in a model's name. */
    private static String modelName(String name) {
        String plain = name.replaceAll("[/:.%\"'\\p{Cntrl}]", "_");
        return plain.isBlank() ? "model" : plain;
    }

    private static String description(String store, String run, String model) {
        return "artifact_path: " + store + "\nflavors:\n  serlab:\n    data: .\nmodel_id: " + model + "\nmodel_uuid: " + model
                + "\nrun_id: " + run + "\nutc_time_created: '" + Instant.now().toString().replace('T', ' ').replace("Z", "")
                + "'\n";
    }
}
