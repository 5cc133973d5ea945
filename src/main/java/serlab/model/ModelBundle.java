package serlab.model;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.factory.Nd4j;
import serlab.InvalidInputException;
import serlab.audio.Waveform;
import serlab.feature.FeatureSpec;
import serlab.feature.Scaler;

/**
 * A trained network with all that prediction needs: the feature settings, the scaler fitted on its training clips and
 * the names of its classes; and, once tested, how it was trained and how well it did.
 *
 * <p>Kept in a folder or zip archive: {@code network.zip} (Deeplearning4j), {@code model.json}, {@code card.json},
 * {@code experiment.yaml}, {@code MLmodel} and {@code input_example.json} (MLflow), and {@code bundle.json}, which names
 * the format and the SHA-256 of each of them. Equal bundles give equal files.
 *
 * @param name     what it is called where predictions are shown
 * @param spec     architecture
 * @param features feature settings
 * @param scaler   fitted on training clips
 * @param labels   class names, in the order of the network's output
 * @param network  the weights; used by one thread at a time
 * @param card     how it was trained and tested, if it was
 */
public record ModelBundle(String name, ModelSpec spec, FeatureSpec features, Scaler scaler, List<String> labels,
                          ComputationGraph network, Optional<ModelCard> card) {
    private static final String NETWORK = "network.zip";
    private static final String MODEL = "model.json";
    private static final String CARD = "card.json";
    private static final String EXPERIMENT = "experiment.yaml";
    private static final ObjectMapper JSON = new ObjectMapper();

    public ModelBundle {
        labels = List.copyOf(labels);
    }

    /** A bundle whose network has freshly drawn weights, for training. */
    public static ModelBundle untrained(String name, ModelSpec spec, FeatureSpec features, Scaler scaler,
                                        List<String> labels, BuildSettings build) {
        InputShape shape = new InputShape(features.bands(), features.frames(), labels.size());
        return new ModelBundle(name, spec, features, scaler, labels, spec.network(shape, build),
                Optional.empty());
    }

    /** Number of trained and running parameters. */
    public long parameters() {
        return ModelSpec.parameters(network);
    }

    /** The same network with what is known of its training. */
    public ModelBundle with(ModelCard known) {
        return new ModelBundle(name, spec, features, scaler, labels, network, Optional.of(known));
    }

    /** Class probabilities of a recording, in the order of {@link #labels()}. */
    public float[] probabilities(Waveform waveform) {
        return probabilities(features.extract(waveform));
    }

    /**
     * Class probabilities of a feature as {@link FeatureSpec#extract} gives it, in the order of {@link #labels()}.
     *
     * @param extracted {@code float[features.bands()][features.frames()]}, not scaled yet
     */
    public float[] probabilities(float[][] extracted) {
        float[][] feature = scaler.apply(extracted);
        float[] flat = new float[features.bands() * features.frames()];
        for (int band = 0; band < feature.length; band++) {
            System.arraycopy(feature[band], 0, flat, band * features.frames(), features.frames());
        }
        synchronized (network) {
            return network.outputSingle(Nd4j.create(flat, new long[] {1, 1, features.bands(), features.frames()}, 'c'))
                    .toFloatVector();
        }
    }

    /**
     * Writes the bundle, as a zip archive if the name ends in {@code .zip}, else as a folder. It appears whole or not at
     * all; an older one there is replaced, and is there until the new one is.
     */
    public void save(Path target) {
        try {
            Map<String, byte[]> files = files();
            if (target.toString().endsWith(".zip")) {
                Path partial = target.resolveSibling(target.getFileName() + ".partial");
                Files.createDirectories(target.toAbsolutePath().getParent());
                Files.write(partial, BundleFiles.zip(files));
                Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } else {
                new BundleFolder(target).write(files);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("model could not be written to " + target + ": " + e.getMessage(), e);
        }
    }

    private Map<String, byte[]> files() throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        ByteArrayOutputStream weights = new ByteArrayOutputStream();
        ModelSerializer.writeModel(network, weights, false);
        parts.put(NETWORK, BundleFiles.zip(BundleFiles.unzip(weights.toByteArray())));
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("name", name);
        description.put("model", spec.settings());
        description.put("features", features.settings());
        description.put("scaler", scaler.settings());
        description.put("labels", labels);
        parts.put(MODEL, BundleFiles.json(description));
        if (card.isPresent()) {
            Map<String, Object> facts = JSON.convertValue(card.get(), new TypeReference<>() { });
            facts.remove("experiment");
            parts.put(CARD, BundleFiles.json(facts));
            parts.put(EXPERIMENT, card.get().experiment().getBytes(StandardCharsets.UTF_8));
        }
        parts.putAll(MlflowLayout.files(this));
        return BundleFiles.withManifest(parts);
    }

    /**
     * Reads a bundle.
     *
     * @param location a folder or a zip archive
     * @throws InvalidInputException if it is no bundle, damaged, or of a newer format
     */
    public static ModelBundle load(Path location) {
        Path whole = new BundleFolder(location).whole();
        try {
            return of(BundleFiles.read(whole.equals(location.toAbsolutePath().normalize()) ? location : whole),
                    "'" + location + "'");
        } catch (IOException e) {
            throw BundleFiles.damaged("'" + location + "'", String.valueOf(e.getMessage()));
        }
    }

    /** As {@link #load(Path)}, from the bytes of a zip archive that messages call {@code name}. */
    public static ModelBundle load(InputStream archive, String name) throws IOException {
        return of(BundleFiles.checked(BundleFiles.unzip(archive.readAllBytes()), name), name);
    }

    private static ModelBundle of(Map<String, byte[]> parts, String name) {
        OneDnn.enableByDefault();
        try {
            Map<String, Object> all = JSON.readValue(part(parts, MODEL), new TypeReference<>() { });
            List<String> labels = JSON.convertValue(all.get("labels"), new TypeReference<>() { });
            return new ModelBundle(String.valueOf(all.get("name")), ModelSpec.of(section(all, "model")),
                    FeatureSpec.of(section(all, "features")), Scaler.of(section(all, "scaler")), labels,
                    ModelSerializer.restoreComputationGraph(new ByteArrayInputStream(part(parts, NETWORK)), false),
                    card(parts));
        } catch (IOException | RuntimeException e) {
            throw BundleFiles.damaged(name, String.valueOf(e.getMessage()));
        }
    }

    private static Optional<ModelCard> card(Map<String, byte[]> parts) throws IOException {
        if (!parts.containsKey(CARD)) {
            return Optional.empty();
        }
        Map<String, Object> facts = JSON.readValue(parts.get(CARD), new TypeReference<>() { });
        facts.put("experiment", new String(part(parts, EXPERIMENT), StandardCharsets.UTF_8));
        return Optional.of(JSON.convertValue(facts, ModelCard.class));
    }

    private static byte[] part(Map<String, byte[]> parts, String name) {
        if (!parts.containsKey(name)) {
            throw new InvalidInputException(name + " is missing");
        }
        return parts.get(name);
    }

    private static Map<String, Object> section(Map<String, Object> all, String key) {
        if (!(all.get(key) instanceof Map<?, ?> section)) {
            throw new InvalidInputException(MODEL + " has no section '" + key + "'");
        }
        return JSON.convertValue(section, new TypeReference<>() { });
    }
}
