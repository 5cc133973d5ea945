package serlab.model;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.factory.Nd4j;
import serlab.InvalidInputException;
import serlab.audio.Waveform;
import serlab.feature.FeatureSpec;
import serlab.feature.Scaler;

/**
 * A trained network with all that prediction needs: the feature settings, the scaler fitted on its training clips and
 * the names of its classes. Kept in a folder of two files, {@code network.zip} (Deeplearning4j) and
 * {@code bundle.json}.
 *
 * @param name     what it is called where predictions are shown
 * @param spec     architecture
 * @param features feature settings
 * @param scaler   fitted on training clips
 * @param labels   class names, in the order of the network's output
 * @param network  the weights; used by one thread at a time
 */
public record ModelBundle(String name, ModelSpec spec, FeatureSpec features, Scaler scaler, List<String> labels,
                          ComputationGraph network) {
    private static final String NETWORK = "network.zip";
    private static final String DESCRIPTION = "bundle.json";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    public ModelBundle {
        labels = List.copyOf(labels);
    }

    /** A bundle whose network has freshly drawn weights, for training. */
    public static ModelBundle untrained(String name, ModelSpec spec, FeatureSpec features, Scaler scaler,
                                        List<String> labels, BuildSettings build) {
        InputShape shape = new InputShape(features.bands(), features.frames(), labels.size());
        return new ModelBundle(name, spec, features, scaler, labels, spec.network(shape, build));
    }

    /** Number of trained and running parameters. */
    public long parameters() {
        return ModelSpec.parameters(network);
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

    /** Writes the bundle; the folder appears whole or not at all. An older bundle there is replaced. */
    public void save(Path folder) {
        Path partial = folder.resolveSibling(folder.getFileName() + ".partial");
        try {
            delete(partial);
            Files.createDirectories(partial);
            ModelSerializer.writeModel(network, partial.resolve(NETWORK).toFile(), false);
            Map<String, Object> description = new LinkedHashMap<>();
            description.put("name", name);
            description.put("model", spec.settings());
            description.put("features", features.settings());
            description.put("scaler", scaler.settings());
            description.put("labels", labels);
            JSON.writeValue(partial.resolve(DESCRIPTION).toFile(), description);
            delete(folder);
            Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("model could not be written to " + folder + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads a bundle.
     *
     * @throws InvalidInputException if the folder holds none
     */
    public static ModelBundle load(Path folder) {
        OneDnn.enableByDefault();
        Path description = folder.resolve(DESCRIPTION);
        Path weights = folder.resolve(NETWORK);
        if (!Files.isRegularFile(description) || !Files.isRegularFile(weights)) {
            throw new InvalidInputException("'" + folder + "' is not a model folder; expected " + DESCRIPTION + " and "
                    + NETWORK + " in it, as ./ser run and ./ser compare write them");
        }
        try {
            Map<String, Object> all = JSON.readValue(description.toFile(), new TypeReference<>() { });
            List<String> labels = JSON.convertValue(all.get("labels"), new TypeReference<>() { });
            return new ModelBundle(String.valueOf(all.get("name")), ModelSpec.of(section(all, "model")),
                    FeatureSpec.of(section(all, "features")), Scaler.of(section(all, "scaler")), labels,
                    ModelSerializer.restoreComputationGraph(weights.toFile(), false));
        } catch (InvalidInputException e) {
            throw new InvalidInputException("model folder '" + folder + "' cannot be read: " + e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            throw new InvalidInputException("model folder '" + folder + "' cannot be read (" + e.getMessage()
                    + "); train it again", e);
        }
    }

    private static Map<String, Object> section(Map<String, Object> all, String key) {
        if (!(all.get(key) instanceof Map<?, ?> section)) {
            throw new InvalidInputException(DESCRIPTION + " has no section '" + key + "'; train it again");
        }
        return JSON.convertValue(section, new TypeReference<>() { });
    }

    private static void delete(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            for (String file : List.of(NETWORK, DESCRIPTION, "MLmodel")) {
                Files.deleteIfExists(folder.resolve(file));
            }
            Files.delete(folder);
        }
    }
}
