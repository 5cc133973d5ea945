package serlab.tracking;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.mlflow.api.proto.Service;

/** A run on an MLflow server; what cannot be sent goes to {@link Unsent}. */
final class MlflowRun implements Run {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DIGEST_LENGTH = 36;

    private final MlflowConnection connection;
    private final String id;
    /** {@code null} if the server does not know the run. */
    private final String experiment;
    private final String artifactUri;
    private final Unsent unsent;
    private final AtomicBoolean finished = new AtomicBoolean();

    MlflowRun(MlflowConnection connection, String id, String experiment, String artifactUri, Unsent unsent) {
        this.connection = connection;
        this.id = id;
        this.experiment = experiment;
        this.artifactUri = artifactUri;
        this.unsent = unsent;
    }

    /** Something sent to the server. */
    private interface Sending {
        void run() throws UnreachableException, RefusedException, IOException;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public void parameters(Map<String, String> parameters) {
        for (Map<String, String> batch : Batches.ofTexts(parameters, Batches.PARAMETERS, Batches.PARAMETER_LENGTH)) {
            List<Service.Param> params = batch.entrySet().stream().map(entry -> Service.Param.newBuilder()
                    .setKey(entry.getKey()).setValue(entry.getValue()).build()).toList();
            deliver("parameters", () -> log(List.of(), params, List.of()), folder -> folder.parameters(batch));
        }
    }

    @Override
    public void metrics(Map<String, Double> metrics, long step) {
        long now = System.currentTimeMillis();
        for (Map<String, Double> batch : Batches.ofMetrics(metrics)) {
            List<Service.Metric> values = batch.entrySet().stream().map(entry -> Service.Metric.newBuilder()
                    .setKey(entry.getKey()).setValue(entry.getValue()).setStep(step).setTimestamp(now).build()).toList();
            deliver("metrics", () -> log(values, List.of(), List.of()), folder -> folder.metrics(batch, step, now));
        }
        tags(Batches.nonFinite(metrics, step));
    }

    @Override
    public void tags(Map<String, String> tags) {
        for (Map<String, String> batch : Batches.ofTexts(tags, Batches.TAGS, Batches.TAG_LENGTH)) {
            List<Service.RunTag> values = batch.entrySet().stream().map(entry -> Service.RunTag.newBuilder()
                    .setKey(entry.getKey()).setValue(entry.getValue()).build()).toList();
            deliver("tags", () -> log(List.of(), List.of(), values), folder -> folder.tags(batch));
        }
    }

    @Override
    public void artifact(String path, byte[] content) {
        ArtifactPath checked = new ArtifactPath(path);
        deliver("artifact " + path, () -> connection.put(artifactUri, checked, HttpRequest.BodyPublishers.ofByteArray(content)),
                folder -> folder.artifact(checked, content));
    }

    @Override
    public void dataset(DatasetInput dataset) {
        ObjectNode input = JSON.createObjectNode().put("run_id", id);
        ObjectNode entry = input.putArray("datasets").addObject();
        entry.putArray("tags").addObject().put("key", "mlflow.data.context").put("value", dataset.context());
        entry.putObject("dataset").put("name", dataset.name())
                .put("digest", dataset.digest().substring(0, Math.min(DIGEST_LENGTH, dataset.digest().length())))
                .put("source_type", "local").put("source", JSON.createObjectNode().put("uri", dataset.source()).toString())
                .put("schema", dataset.schema()).put("profile", dataset.profile());
        deliver("data set " + dataset.name(),
                () -> connection.ask(client -> client.sendPost("runs/log-inputs", input.toString())),
                folder -> folder.dataset(dataset));
    }

    @Override
    public void model(String name, Path source) {
        deliver("model " + name, () -> LoggedModel.send(connection, experiment, id, name, source),
                folder -> folder.model(name, source));
    }

    @Override
    public void finish(RunStatus status) {
        if (!finished.compareAndSet(false, true)) {
            return;
        }
        long now = System.currentTimeMillis();
        deliver("the end", () -> connection.ask(client -> {
            client.setTerminated(id, Service.RunStatus.valueOf(status.name()), now);
            return null;
        }), folder -> folder.finish(status, now));
    }

    private void log(List<Service.Metric> metrics, List<Service.Param> params, List<Service.RunTag> tags)
            throws UnreachableException, RefusedException {
        connection.ask(client -> {
            client.logBatch(id, metrics, params, tags);
            return null;
        });
    }

    private void deliver(String what, Sending sending, Unsent.Write keeping) {
        try {
            if (experiment == null) {
                throw new UnreachableException("the server does not know this run", null);
            }
            sending.run();
        } catch (UnreachableException e) {
            unsent.keep(e, keeping);
        } catch (RefusedException e) {
            unsent.refused(what, e);
        } catch (IOException e) {
            unsent.unreadable(what, e);
        }
    }
}
