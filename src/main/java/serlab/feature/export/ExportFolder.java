package serlab.feature.export;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import serlab.AtomicFile;
import serlab.InvalidInputException;
import serlab.IoReason;
import serlab.Mappers;

/**
 * The folder that features are written to, by one process at a time. {@code settings.json} says what it holds; every
 * finished clip is a line of {@code progress.jsonl}, written when its file is complete.
 */
final class ExportFolder implements AutoCloseable {
    private static final String SETTINGS = "settings.json";
    private static final String PROGRESS = "progress.jsonl";
    /** Where the features wait that a table is made of. */
    private static final String PARTS = ".parts";

    private final Path root;
    private final FileChannel progress;

    private ExportFolder(Path root, FileChannel progress) {
        this.root = root;
        this.progress = progress;
    }

    /**
     * Opens a folder that is taken, new or begun with the same settings.
     *
     * @throws InvalidInputException if it holds something else, or cannot be written to
     */
    static ExportFolder open(Path root, ExportSettings settings) {
        try {
            return claimed(root, settings);
        } catch (IOException e) {
            throw new InvalidInputException("folder '" + root + "' cannot be written to (" + IoReason.of(e) + "); name another with --out", e);
        }
    }

    private static ExportFolder claimed(Path root, ExportSettings settings) throws IOException {
        JsonNode wanted = Mappers.JSON.valueToTree(settings.description());
        Path file = root.resolve(SETTINGS);
        if (Files.exists(file) && holdsFeatures(root)) {
            requireSame(root, Mappers.JSON.readTree(file.toFile()), wanted);
        } else if (holdsTables(root)) {
            throw new InvalidInputException("'" + root + "' holds tables of something else; name another folder with "
                    + "--out");
        }
        new AtomicFile(file).write(Mappers.JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(wanted));
        return new ExportFolder(root, FileChannel.open(root.resolve(PROGRESS), StandardOpenOption.CREATE,
                StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    /** A start that failed before its first clip leaves nothing that another could not replace. */
    private static boolean holdsFeatures(Path root) throws IOException {
        Path progress = root.resolve(PROGRESS);
        return holdsTables(root) || Files.exists(progress) && Files.size(progress) > 0;
    }

    private static boolean holdsTables(Path root) {
        return Files.exists(root.resolve(ExportTables.INDEX)) || Files.exists(root.resolve(ExportTables.TABLE))
                || Files.exists(root.resolve(ExportTables.PARQUET));
    }

    private static void requireSame(Path root, JsonNode found, JsonNode wanted) {
        TreeSet<String> differences = new TreeSet<>();
        differ("", found, wanted, differences);
        if (!differences.isEmpty()) {
            throw new InvalidInputException("'" + root + "' holds features of other settings ("
                    + String.join(", ", differences) + "); name another folder with --out, or delete that one");
        }
    }

    private static void differ(String path, JsonNode found, JsonNode wanted, TreeSet<String> differences) {
        if (found != null && found.isObject() && wanted.isObject()) {
            if (!found.path("type").equals(wanted.path("type"))) {
                differences.add(path + ".type " + word(found.path("type")) + " there, " + word(wanted.path("type")) + " here");
                return;
            }
            TreeSet<String> keys = new TreeSet<>();
            found.fieldNames().forEachRemaining(keys::add);
            wanted.fieldNames().forEachRemaining(keys::add);
            keys.remove("id");
            for (String key : keys) {
                differ(path.isEmpty() ? key : path + "." + key, found.get(key), wanted.path(key), differences);
            }
        } else if (found == null || !found.toString().equals(wanted.toString())) {
            differences.add(path + " " + word(found) + " there, " + word(wanted) + " here");
        }
    }

    private static String word(JsonNode value) {
        return value == null || value.isMissingNode() || value.isNull() ? "none" : value.isTextual() ? value.asText() : value.toString();
    }

    /** What earlier runs have finished, by clip. A line that was cut off is passed over. */
    Map<String, Exported> finished() throws IOException {
        ByteBuffer content = ByteBuffer.allocate(Math.toIntExact(progress.size()));
        int more = 0;
        while (content.hasRemaining() && more >= 0) {
            more = progress.read(content, content.position());
        }
        Map<String, Exported> finished = new HashMap<>();
        JsonLines.of(StandardCharsets.UTF_8.decode(content.flip()).toString(), root.resolve(PROGRESS), Exported.class)
                .forEach(exported -> finished.put(exported.clip(), exported));
        return finished;
    }

    /** Notes a clip whose file is complete. */
    void finish(Exported exported) {
        try {
            byte[] line = ("\n" + Mappers.JSON.writeValueAsString(exported)).getBytes(StandardCharsets.UTF_8);
            progress.write(ByteBuffer.wrap(line), progress.size());
        } catch (IOException e) {
            throw AtomicFile.failure(root.resolve(PROGRESS), e);
        }
    }

    /** The file of a clip. */
    Path file(String id, ExportSettings.Format format) {
        Path below = format == ExportSettings.Format.NPY ? root : root.resolve(PARTS);
        Path file = below.resolve(id + ".npy").normalize();
        if (!file.startsWith(below)) {
            throw new InvalidInputException("clip '" + id + "' would be written outside of '" + root
                    + "'; give it a name without ..");
        }
        return file;
    }

    Path root() {
        return root;
    }

    /** Writes a file, as {@link AtomicFile#write} does. */
    void write(Path file, byte[] content) {
        new AtomicFile(file).write(content);
    }

    @Override
    public void close() throws IOException {
        progress.close();
    }
}
