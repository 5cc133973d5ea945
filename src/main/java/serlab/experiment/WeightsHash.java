package serlab.experiment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import serlab.ContentHash;

/** Hash that tells whether two models have the same weights, to the last bit. */
final class WeightsHash {
    private static final String HEAD = "head.npz";
    private static final String NETWORK = "network.zip";
    private static final String WEIGHTS = "coefficients.bin";

    private WeightsHash() {
    }

    /** SHA-256 of the weights in a model folder; the dates in its files have no part in it. */
    static String of(Path model) {
        Path head = model.resolve(HEAD);
        if (Files.isRegularFile(head)) {
            return ofFile(head);
        }
        try (ZipFile network = new ZipFile(model.resolve(NETWORK).toFile())) {
            ZipEntry weights = network.getEntry(WEIGHTS);
            if (weights == null) {
                throw new IOException(NETWORK + " holds no " + WEIGHTS);
            }
            try (InputStream in = network.getInputStream(weights)) {
                return ContentHash.of(in.readAllBytes());
            }
        } catch (IOException e) {
            throw unreadable(model, e);
        }
    }

    private static String ofFile(Path head) {
        try {
            return ContentHash.of(Files.readAllBytes(head));
        } catch (IOException e) {
            throw unreadable(head, e);
        }
    }

    private static UncheckedIOException unreadable(Path what, IOException e) {
        return new UncheckedIOException("weights of '" + what + "' cannot be read: " + e.getMessage(), e);
    }
}
