package serlab.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import serlab.Mappers;
import serlab.model.folded.FlatParameters;

/**
 * A network as Deeplearning4j writes it: a zip archive of {@code configuration.json} and {@code coefficients.bin}. Both
 * are read here and not by Deeplearning4j's own loader, which also reads serialized Java objects where an archive has them.
 *
 * @param configuration the layers, checked to name no class but those of {@link LayerClasses}
 * @param parameters    all weights
 */
record NetworkArchive(JsonNode configuration, FlatParameters parameters) {
    /** Its name in a bundle. */
    static final String FILE = "network.zip";
    private static final String COEFFICIENTS = "coefficients.bin";
    private static final String CONFIGURATION = "configuration.json";
    private static final long MOST_ACTIVATIONS = 1L << 26;

    /**
     * Reads an archive.
     *
     * @param spec what it should be a network of
     * @throws IOException if it holds other files, or names classes that are no layers
     */
    static NetworkArchive read(byte[] archive, NetworkSpec spec, InputShape shape, BundleLimits limits) throws IOException {
        Map<String, byte[]> files = limits.unzip(archive);
        for (String name : files.keySet()) {
            if (!name.equals(CONFIGURATION) && !name.equals(COEFFICIENTS)) {
                throw new IOException("network.zip holds '" + name + "', and only " + CONFIGURATION + " and " + COEFFICIENTS
                        + " belong there");
            }
        }
        for (String name : Set.of(CONFIGURATION, COEFFICIENTS)) {
            if (!files.containsKey(name)) {
                throw new IOException("network.zip holds no " + name);
            }
        }
        JsonNode configuration = Mappers.BOUNDED_JSON.readTree(files.get(CONFIGURATION));
        LayerClasses.require(configuration, () -> LayerClasses.named(own(spec, shape)));
        return new NetworkArchive(configuration, FlatParameters.read(files.get(COEFFICIENTS)));
    }

    private static JsonNode own(NetworkSpec spec, InputShape shape) {
        try {
            return Mappers.BOUNDED_JSON.readTree(spec.configuration(shape, BuildSettings.fast(1, new NoOp(), 0)).toJson());
        } catch (IOException e) {
            throw new IllegalStateException("Deeplearning4j writes no JSON", e);
        }
    }

    /** The archive of a graph; equal networks give equal bytes. */
    static byte[] of(ComputationGraph graph) throws IOException {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        ModelSerializer.writeModel(graph, written, false);
        return BundleFiles.zip(BundleLimits.ofThisProcess().unzip(written.toByteArray()));
    }

    /**
     * The network as a graph.
     *
     * @throws IllegalArgumentException if layers and weights do not fit each other or the shape, or a layer would give
     *                                  more values than any network here needs
     */
    ComputationGraph graph(InputShape shape) {
        try {
            String text = configuration.toString();
            requireSmall(ComputationGraphConfiguration.fromJson(text), shape);
            ComputationGraph graph = new ComputationGraph(ComputationGraphConfiguration.fromJson(text));
            float[] weights = parameters.values();
            graph.init(Nd4j.create(weights, new long[] {1, weights.length}), false);
            return graph;
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("network.zip is no network: " + e.getMessage(), e);
        }
    }

    /** {@code configuration} is changed. */
    private static void requireSmall(ComputationGraphConfiguration configuration, InputShape shape) {
        InputType input = InputType.convolutional(shape.bands(), shape.frames(), 1);
        double values = configuration.getLayerActivationTypes(true, false, input).values().stream()
                .mapToDouble(NetworkArchive::values).sum();
        if (values > MOST_ACTIVATIONS) {
            throw new IllegalArgumentException("its layers give more than " + MOST_ACTIVATIONS + " values for a clip");
        }
    }

    private static double values(InputType type) {
        double values = 1;
        for (long side : type.getShape(false)) {
            values *= Math.abs((double) side);
        }
        return values;
    }
}
