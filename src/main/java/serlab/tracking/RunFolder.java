package serlab.tracking;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A run, or the part of one that could not be sent, as a folder: {@code run.json} (request, status),
 * {@code events.jsonl} (one line per set of parameters, metrics, tags, data set or model, in order),
 * {@code artifacts/…} and {@code model/<name>/…}. Whole files are written beside their place and moved into it.
 * Safe for use by several threads.
 */
final class RunFolder {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final String id;
    private final RunRequest request;
    private final long startedMillis;

    private RunFolder(Path folder, String id, RunRequest request, long startedMillis) {
        this.folder = folder;
        this.id = id;
        this.request = request;
        this.startedMillis = startedMillis;
    }

    /** Makes the folder with a {@code run.json} that says RUNNING. */
    static RunFolder create(Path folder, String id, RunRequest request, long startedMillis) throws IOException {
        Files.createDirectories(folder);
        RunFolder run = new RunFolder(folder, id, request, startedMillis);
        run.describe("RUNNING", null);
        return run;
    }

    Path path() {
        return folder;
    }

    void parameters(Map<String, String> parameters) throws IOException {
        append(event("parameters").putPOJO("values", new TreeMap<>(parameters)));
    }

    /** Values that are not finite stand as text, since JSON has no number for them. */
    void metrics(Map<String, Double> metrics, long step, long timestampMillis) throws IOException {
        ObjectNode event = JSON.createObjectNode().put("event", "metrics").put("timestamp", timestampMillis).put("step", step);
        ObjectNode values = event.putObject("values");
        new TreeMap<>(metrics).forEach((name, value) -> {
            if (Double.isFinite(value)) {
                values.put(name, value);
            } else {
                values.put(name, value.toString());
            }
        });
        append(event);
    }

    void tags(Map<String, String> tags) throws IOException {
        append(event("tags").putPOJO("values", new TreeMap<>(tags)));
    }

    void dataset(DatasetInput dataset) throws IOException {
        append(event("dataset").putPOJO("value", dataset));
    }

    void artifact(ArtifactPath path, byte[] content) throws IOException {
        write(path.below(folder.resolve("artifacts")), content);
    }

    /** Copies a model's files below {@code model/<name>/}. */
    void model(String name, Path source) throws IOException {
        Path target = folder.resolve("model").resolve(fileName(name));
        for (Path file : files(source)) {
            copy(file, ArtifactPath.of(source, file).below(target));
        }
        append(event("model").put("name", name).put("folder", "model/" + fileName(name)));
    }

    void finish(RunStatus status, long endMillis) throws IOException {
        describe(status.name(), endMillis);
    }

    /** The regular files below a folder, sorted. */
    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** A text as part of a file name: letters, digits, {@code . _ -}; at most 60 characters. */
    static String fileName(String text) {
        String plain = text.replaceAll("[^\\p{L}\\p{N}._-]+", "_").replaceAll("^\\.+", "_");
        return plain.isEmpty() ? "_" : plain.substring(0, Math.min(60, plain.length()));
    }

    private void describe(String status, Long endMillis) throws IOException {
        ObjectNode run = JSON.createObjectNode().put("id", id).put("experiment", request.experiment())
                .put("name", request.name()).put("parent", request.parentId()).put("status", status)
                .put("started", startedMillis).put("ended", endMillis);
        run.putPOJO("tags", new TreeMap<>(request.tags()));
        write(folder.resolve("run.json"), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(run));
    }

    private static ObjectNode event(String kind) {
        return JSON.createObjectNode().put("event", kind).put("timestamp", System.currentTimeMillis());
    }

    private synchronized void append(ObjectNode event) throws IOException {
        byte[] line = (JSON.writeValueAsString(event) + "\n").getBytes(StandardCharsets.UTF_8);
        Files.write(folder.resolve("events.jsonl"), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static void write(Path target, byte[] content) throws IOException {
        Files.createDirectories(target.getParent());
        Path temporary = Files.createTempFile(target.getParent(), ".new-", "");
        try {
            Files.write(temporary, content);
            Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static void copy(Path source, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        Path temporary = Files.createTempFile(target.getParent(), ".new-", "");
        try {
            Files.copy(source, temporary, StandardCopyOption.REPLACE_EXISTING);
            Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
