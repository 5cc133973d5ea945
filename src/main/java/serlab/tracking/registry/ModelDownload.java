package serlab.tracking.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import serlab.AtomicFolder;
import serlab.InvalidInputException;
import serlab.Mappers;
import serlab.tracking.ArtifactPath;
import serlab.tracking.http.MlflowConnection;
import serlab.tracking.http.RefusedException;
import serlab.tracking.http.UnreachableException;

/**
 * Download of a model bundle from a server's artifact store: {@code bundle.json} and the parts that it names.
 *
 * @param store address of the model's files there
 */
record ModelDownload(MlflowConnection connection, String store, String modelId) {
    private static final String MANIFEST = "bundle.json";
    private static final int NOT_FOUND = 404;

    void fetch(Path folder) throws IOException, UnreachableException, RefusedException {
        Path parent = Files.createDirectories(folder.toAbsolutePath().getParent());
        Path partial = Files.createTempDirectory(parent, "partial-");
        try {
            byte[] manifest = manifest();
            Files.write(partial.resolve(MANIFEST), manifest);
            for (String name : names(manifest)) {
                Files.write(partial.resolve(name), connection.download(store, new ArtifactPath(name)));
            }
            new AtomicFolder(folder).take(partial);
        } finally {
            AtomicFolder.delete(partial);
        }
    }

    private byte[] manifest() throws UnreachableException, RefusedException {
        try {
            return connection.download(store, new ArtifactPath(MANIFEST));
        } catch (RefusedException e) {
            if (e.getMessage().startsWith("status " + NOT_FOUND)) {
                throw notOurs();
            }
            throw e;
        }
    }

    private List<String> names(byte[] manifest) throws IOException {
        JsonNode sums = Mappers.JSON.readTree(manifest).path("sha256");
        List<String> names = new ArrayList<>();
        sums.fieldNames().forEachRemaining(names::add);
        if (names.isEmpty() || names.stream().anyMatch(name -> !name.matches("[A-Za-z0-9_][A-Za-z0-9_.-]*"))) {
            throw notOurs();
        }
        return names;
    }

    private InvalidInputException notOurs() {
        return new InvalidInputException("model " + modelId + " is not a model of this program, or of an older format; "
                + "train it again");
    }
}
