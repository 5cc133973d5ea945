package serlab.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Iterator;
import java.util.stream.Stream;
import serlab.InvalidInputException;

/** Fetches the files of a model bundle from a server's artifact store: {@code bundle.json} and what that names. */
final class ModelDownload {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MANIFEST = "bundle.json";
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final URI address;
    private final Credentials credentials;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(30)).build();

    ModelDownload(URI address, Credentials credentials) {
        this.address = address;
        this.credentials = credentials;
    }

    void fetch(String store, String modelId, Path folder) throws TrackingUnavailableException {
        try {
            Files.createDirectories(folder.toAbsolutePath().getParent());
            Path partial = Files.createTempDirectory(folder.toAbsolutePath().getParent(), "partial-");
            try {
                byte[] manifest = file(store, MANIFEST, modelId);
                Files.write(partial.resolve(MANIFEST), manifest);
                Iterator<String> names = names(manifest, modelId);
                while (names.hasNext()) {
                    String name = names.next();
                    Files.write(partial.resolve(name), file(store, name, modelId));
                }
                Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                remove(partial);
            }
        } catch (IOException e) {
            throw new TrackingUnavailableException("model " + modelId + " could not be fetched from " + address + ": "
                    + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TrackingUnavailableException("interrupted while model " + modelId + " was fetched", e);
        }
    }

    private static Iterator<String> names(byte[] manifest, String modelId) throws IOException {
        JsonNode sums = JSON.readTree(manifest).path("sha256");
        if (!sums.isObject()) {
            throw notOurs(modelId);
        }
        for (Iterator<String> names = sums.fieldNames(); names.hasNext();) {
            String name = names.next();
            if (!name.matches("[A-Za-z0-9_][A-Za-z0-9_.-]*")) {
                throw new InvalidInputException("model " + modelId + " names a part '" + name
                        + "' that is no plain file name");
            }
        }
        return sums.fieldNames();
    }

    private byte[] file(String store, String name, String modelId) throws IOException, InterruptedException {
        URI uri = URI.create(store);
        if (!"mlflow-artifacts".equals(uri.getScheme())) {
            throw new InvalidInputException("model " + modelId + " is kept in " + store
                    + ", which is not served by the MLflow server; copy its folder and give that as --model");
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + "/api/2.0/mlflow-artifacts/artifacts"
                + uri.getRawPath() + "/" + new ArtifactPath(name).encoded())).timeout(LIMIT);
        credentials.header().ifPresent(value -> request.header("Authorization", value));
        HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() == 404 && name.equals(MANIFEST)) {
            throw notOurs(modelId);
        }
        if (answer.statusCode() != 200) {
            throw new IOException(name + ": status " + answer.statusCode());
        }
        return answer.body();
    }

    private static InvalidInputException notOurs(String modelId) {
        return new InvalidInputException("model " + modelId + " is not a model of this program, or of an older format; "
                + "train it again");
    }

    private static void remove(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }
}
