package serlab.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import serlab.ContentHash;
import serlab.DocumentLimits;
import serlab.InvalidInputException;
import serlab.Mappers;

/**
 * The files of a model bundle and {@code bundle.json}, which names the format, its version and the SHA-256 of every
 * other file but {@code MLmodel}, which an MLflow server's clients write anew. A bundle that is damaged, of a newer
 * format or of another program, or that holds more than its manifest names, is refused before any part is used.
 * Equal parts give equal bytes, zip archives included.
 */
final class BundleFiles {
    static final int VERSION = 3;
    /** The scalers of this version have no bound, and features with undefined frames fill them. */
    private static final int OLDEST = 2;
    static final String MANIFEST = "bundle.json";
    private static final String FORMAT = "serlab-model";
    /** What MLflow writes beside a bundle; never read. */
    private static final Set<String> BESIDE = Set.of(MlflowLayout.DESCRIPTION, "registered_model_meta");
    /** The first moment that Java writes without the time zone of the machine is later than the first that zip knows. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);
    private static final ObjectMapper JSON = Mappers.of(DocumentLimits.json())
            .enable(SerializationFeature.INDENT_OUTPUT);

    private BundleFiles() {
    }

    /** The parts with the manifest that describes them. */
    static Map<String, byte[]> withManifest(Map<String, byte[]> parts) {
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("format", FORMAT);
        manifest.put("formatVersion", VERSION);
        Map<String, String> sums = new TreeMap<>();
        parts.forEach((name, content) -> sums.put(name, ContentHash.of(content)));
        sums.remove(MlflowLayout.DESCRIPTION);
        manifest.put("sha256", sums);
        Map<String, byte[]> all = new LinkedHashMap<>(parts);
        all.put(MANIFEST, json(manifest));
        return all;
    }

    static byte[] json(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("value cannot be written as JSON", e);
        }
    }

    /** A zip archive whose bytes depend on its files alone. */
    static byte[] zip(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setTimeLocal(TIME);
                zip.putNextEntry(entry);
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    /**
     * The parts of a bundle, each as it was written.
     *
     * @param location a folder or a zip archive
     * @throws InvalidInputException if it is no bundle, damaged, or of a newer format
     */
    static Map<String, byte[]> read(Path location, BundleLimits limits) throws IOException {
        String name = "'" + location + "'";
        if (!Files.isRegularFile(location)) {
            return checked(folder(location, name, limits), name);
        }
        try (InputStream stream = Files.newInputStream(location)) {
            return checked(limits.unzip(limits.archive(stream)), name);
        }
    }

    /** The files that the manifest of a folder names, and the names alone of the others. */
    private static Map<String, byte[]> folder(Path folder, String name, BundleLimits limits) throws IOException {
        Path manifest = folder.resolve(MANIFEST);
        if (!Files.isRegularFile(manifest)) {
            throw foreign(name);
        }
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(MANIFEST, limits.file(manifest));
        Set<String> parts = sums(files.get(MANIFEST), name).keySet();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, Files::isRegularFile)) {
            for (Path file : all) {
                String part = file.getFileName().toString();
                if (parts.contains(part)) {
                    files.put(part, limits.file(file));
                } else if (!part.startsWith(".") && !BESIDE.contains(part)) {
                    files.putIfAbsent(part, new byte[0]);
                }
            }
        }
        return files;
    }

    /** The names of all files that a folder's manifest says are written with it. */
    static List<String> names(Path folder) throws IOException {
        List<String> all = new ArrayList<>(sums(BundleLimits.ofThisProcess().file(folder.resolve(MANIFEST)), "'" + folder + "'").keySet());
        all.add(MANIFEST);
        all.add(MlflowLayout.DESCRIPTION);
        return all;
    }

    /** The files of a bundle without its manifest, once they are what that says. */
    static Map<String, byte[]> checked(Map<String, byte[]> files, String name) {
        if (!files.containsKey(MANIFEST)) {
            throw foreign(name);
        }
        Map<String, String> sums = sums(files.get(MANIFEST), name);
        for (String file : files.keySet()) {
            if (!sums.containsKey(file) && !file.equals(MANIFEST) && !file.equals(MlflowLayout.DESCRIPTION)) {
                throw new InvalidInputException("model " + name + " holds '" + file + "', which " + MANIFEST
                        + " does not name; remove it, or take the model from where it was made");
            }
        }
        Map<String, byte[]> parts = new LinkedHashMap<>();
        sums.forEach((part, sum) -> {
            byte[] content = files.get(part);
            if (content == null) {
                throw damaged(name, part + " is missing");
            }
            if (!ContentHash.of(content).equals(sum)) {
                throw damaged(name, part + " does not have the SHA-256 that " + MANIFEST + " states");
            }
            parts.put(part, content);
        });
        return parts;
    }

    private static Map<String, String> sums(byte[] manifest, String name) {
        JsonNode root;
        try {
            root = JSON.readTree(manifest);
        } catch (IOException e) {
            throw damaged(name, MANIFEST + " is not JSON");
        }
        if (root == null || !FORMAT.equals(root.path("format").asText())) {
            throw foreign(name);
        }
        int version = root.path("formatVersion").asInt(0);
        if (version > VERSION) {
            throw new InvalidInputException("model " + name + " has format version " + version
                    + ", this program reads up to " + VERSION + "; use a newer version of it");
        }
        JsonNode sums = root.path("sha256");
        if (version < OLDEST || !sums.isObject() || sums.isEmpty()) {
            throw damaged(name, MANIFEST + " names no parts");
        }
        Map<String, String> read = new LinkedHashMap<>();
        sums.properties().forEach(part -> read.put(part.getKey(), part.getValue().asText()));
        if (read.keySet().stream().anyMatch(part -> !part.matches("[A-Za-z0-9_.-]+") || part.startsWith("."))) {
            throw damaged(name, MANIFEST + " names a part that is no plain file name");
        }
        return read;
    }

    private static InvalidInputException foreign(String name) {
        return new InvalidInputException(name + " is not a model folder or archive; expected " + MANIFEST
                + " and the parts it names, as ./ser run and ./ser compare write them");
    }

    static InvalidInputException damaged(String name, String reason) {
        return new InvalidInputException("model " + name + " is damaged: " + reason.lines().findFirst().orElse("")
                + "; copy it again or train it again");
    }
}
