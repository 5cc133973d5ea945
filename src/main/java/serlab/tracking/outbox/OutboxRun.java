package serlab.tracking.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import serlab.Mappers;
import serlab.tracking.ArtifactPath;
import serlab.tracking.DatasetInput;
import serlab.tracking.LoggedTable;
import serlab.tracking.ModelSignature;
import serlab.tracking.Run;
import serlab.tracking.RunStatus;

/** A run whose every call is written to the outbox before it returns. */
final class OutboxRun implements Run {
    /** MLflow's name of the file that says what a model is. */
    private static final String DESCRIPTION = "MLmodel";
    private static final String TABLES = "mlflow.loggedArtifacts";

    private final String key;
    private final OutboxTracker tracker;
    private final Consumer<List<Outbox.Draft>> drafts;
    private final List<String> tables = new ArrayList<>();
    private final AtomicBoolean finished = new AtomicBoolean();
    /** MLflow's id, once it was asked for and known. */
    private volatile String id;

    /**
     * @param drafts takes what is told of the run, call by call
     */
    OutboxRun(String key, OutboxTracker tracker, Consumer<List<Outbox.Draft>> drafts) {
        this.key = key;
        this.tracker = tracker;
        this.drafts = drafts;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public String id() {
        String seen = id;
        if (seen == null) {
            seen = tracker.known(key).map(OutboxRow::id).orElse(null);
            id = seen;
        }
        return seen == null ? key : seen;
    }

    @Override
    public void parameters(Map<String, String> parameters) {
        texts(OutboxEvent.Kind.PARAMETERS, LogLimits.ofTexts(parameters, LogLimits.PARAMETERS, LogLimits.PARAMETER_LENGTH));
    }

    @Override
    public void tags(Map<String, String> tags) {
        texts(OutboxEvent.Kind.TAGS, LogLimits.ofTexts(tags, LogLimits.TAGS, LogLimits.TAG_LENGTH));
    }

    private void texts(OutboxEvent.Kind kind, List<Map<String, String>> batches) {
        add(batches.stream().map(batch -> {
            ObjectNode body = Mappers.JSON.createObjectNode();
            body.putPOJO("values", batch);
            return new Outbox.Draft(kind, body);
        }).toList());
    }

    @Override
    public void metrics(Map<String, Double> metrics, long step) {
        long now = System.currentTimeMillis();
        List<Outbox.Draft> drafts = new ArrayList<>();
        for (Map<String, Double> batch : LogLimits.ofMetrics(metrics)) {
            ObjectNode body = Mappers.JSON.createObjectNode().put("step", step).put("timestamp", now);
            ObjectNode values = body.putObject("values");
            batch.forEach(values::put);
            drafts.add(new Outbox.Draft(OutboxEvent.Kind.METRICS, body));
        }
        add(drafts);
        Map<String, String> odd = LogLimits.nonFinite(metrics, step);
        if (!odd.isEmpty()) {
            tags(odd);
        }
    }

    @Override
    public void artifact(String path, byte[] content) {
        add(List.of(file(new ArtifactPath(path), content)));
    }

    private static Outbox.Draft file(ArtifactPath path, byte[] content) {
        return new Outbox.Draft(OutboxEvent.Kind.ARTIFACT, Mappers.JSON.createObjectNode().put("path", path.value()), content);
    }

    /** MLflow's log_table: a JSON file, and a tag that names all such files of the run. */
    @Override
    public void table(String path, LoggedTable table) {
        ArtifactPath checked = new ArtifactPath(path);
        synchronized (tables) {
            if (!tables.contains(path)) {
                tables.add(path);
            }
            String all = String.join(", ", tables.stream().map(name -> "{\"path\": \"" + name + "\", \"type\": \"table\"}").toList());
            ObjectNode tag = Mappers.JSON.createObjectNode();
            tag.putObject("values").put(TABLES, "[" + all + "]");
            add(List.of(file(checked, table.json()), new Outbox.Draft(OutboxEvent.Kind.TAGS, tag)));
        }
    }

    @Override
    public void dataset(DatasetInput dataset) {
        add(List.of(new Outbox.Draft(OutboxEvent.Kind.DATASET, Mappers.JSON.valueToTree(dataset))));
    }

    @Override
    public void model(String name, Path folder, ModelSignature signature) {
        String plain = modelName(name);
        List<Outbox.Draft> drafts = new ArrayList<>();
        drafts.add(new Outbox.Draft(OutboxEvent.Kind.MODEL, Mappers.JSON.createObjectNode().put("model", plain)));
        long bytes = 0;
        JsonNode description = Mappers.JSON.createObjectNode();
        try {
            for (Path file : files(folder)) {
                byte[] content = Files.readAllBytes(file);
                bytes += content.length;
                description = file.endsWith(DESCRIPTION) ? Mappers.BOUNDED_YAML.readTree(content) : description;
                drafts.add(new Outbox.Draft(OutboxEvent.Kind.MODEL_FILE, Mappers.JSON.createObjectNode().put("model", plain)
                        .put("path", ArtifactPath.of(folder, file).value()), content));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("model folder '" + folder + "' could not be read: " + e.getMessage(), e);
        }
        drafts.add(new Outbox.Draft(OutboxEvent.Kind.MODEL_READY, Mappers.JSON.createObjectNode().put("model", plain)
                .put("timestamp", System.currentTimeMillis()).put("bytes", bytes)
                .put("inputs", signature.inputs()).put("outputs", signature.outputs()).set("description", description)));
        add(drafts);
    }

    @Override
    public void register(String model, String registeredName, String alias, Map<String, String> tags) {
        ObjectNode body = Mappers.JSON.createObjectNode().put("model", modelName(model)).put("name", modelName(registeredName))
                .put("alias", alias);
        body.putPOJO("tags", Map.copyOf(tags));
        add(List.of(new Outbox.Draft(OutboxEvent.Kind.REGISTER, body)));
    }

    @Override
    public void finish(RunStatus status, Consumer<Run> last) {
        if (finished.compareAndSet(false, true)) {
            List<Outbox.Draft> all = new ArrayList<>();
            OutboxRun ending = new OutboxRun(key, tracker, all::addAll);
            synchronized (tables) {
                ending.tables.addAll(tables);
            }
            last.accept(ending);
            all.add(new Outbox.Draft(OutboxEvent.Kind.END, Mappers.JSON.createObjectNode().put("status", status.name())
                    .put("timestamp", System.currentTimeMillis())));
            add(all);
        }
    }

    private void add(List<Outbox.Draft> told) {
        drafts.accept(told);
    }

    /** MLflow takes no quotes, percent signs, dots, colons or slashes in a model's name. */
    private static String modelName(String name) {
        String plain = name.replaceAll("[/:.%\"'\\p{Cntrl}]", "_");
        return plain.isBlank() ? "model" : plain;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
