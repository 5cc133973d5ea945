package serlab.model;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.factory.Nd4j;
import serlab.model.folded.FlatParameters;
import serlab.model.folded.FoldedNetwork;

/**
 * The network of a bundle: a graph, or the archive of one, which is made a graph only for those who ask for it.
 * Predictions are those of the folded network in either case; custom networks, which cannot be folded, predict by their
 * graph. Safe for use by several threads, but for the graph itself.
 */
public final class ModelNetwork {
    private static final String COEFFICIENTS = "coefficients.bin";

    private final ModelSpec spec;
    private final InputShape shape;
    private final byte[] archive;
    private final long parameters;
    private final Optional<FoldedNetwork> folded;
    private ComputationGraph graph;

    private ModelNetwork(ModelSpec spec, InputShape shape, byte[] archive, long parameters,
                         Optional<FoldedNetwork> folded, ComputationGraph graph) {
        this.spec = spec;
        this.shape = shape;
        this.archive = archive;
        this.parameters = parameters;
        this.folded = folded;
        this.graph = graph;
    }

    /** A graph that may be trained further. */
    static ModelNetwork of(ModelSpec spec, InputShape shape, ComputationGraph graph) {
        return new ModelNetwork(spec, shape, new byte[0], graph.numParams(), Optional.empty(), graph);
    }

    /**
     * The network in an archive as Deeplearning4j writes it.
     *
     * @throws IOException              if it is no such archive
     * @throws IllegalArgumentException if its parameters are not those of the architecture
     */
    static ModelNetwork archived(ModelSpec spec, InputShape shape, byte[] archive) throws IOException {
        Map<String, byte[]> files = BundleFiles.unzip(archive);
        if (!files.containsKey(COEFFICIENTS)) {
            throw new IOException("network.zip holds no " + COEFFICIENTS);
        }
        FlatParameters parameters = FlatParameters.read(files.get(COEFFICIENTS));
        ModelNetwork network = new ModelNetwork(spec, shape, archive, parameters.size(), spec.folded(shape, parameters),
                null);
        if (network.folded.isEmpty()) {
            network.graph();
        }
        return network;
    }

    /** Number of trained and running parameters. */
    long parameters() {
        return parameters;
    }

    /** The graph, used by one thread at a time; predictions follow what is done to its weights. */
    synchronized ComputationGraph graph() {
        if (graph == null) {
            OneDnn.enableByDefault();
            try {
                graph = ModelSerializer.restoreComputationGraph(new ByteArrayInputStream(archive), false);
            } catch (IOException e) {
                throw new IllegalStateException("network cannot be read: " + e.getMessage(), e);
            }
        }
        return graph;
    }

    /** The archive of the network as it is now; equal networks give equal bytes. */
    synchronized byte[] archive() throws IOException {
        if (graph == null) {
            return archive;
        }
        ByteArrayOutputStream weights = new ByteArrayOutputStream();
        ModelSerializer.writeModel(graph, weights, false);
        return BundleFiles.zip(BundleFiles.unzip(weights.toByteArray()));
    }

    /** Class probabilities of a feature {@code [bands][frames]}, row-major. */
    float[] probabilities(float[] feature) {
        return current().map(network -> network.probabilities(feature)).orElseGet(() -> byGraph(feature));
    }

    /** Folds a graph anew for every use, since someone may be training it. */
    private synchronized Optional<FoldedNetwork> current() {
        return graph == null ? folded : spec.folded(shape, new FlatParameters(graph.params().toFloatVector()));
    }

    private synchronized float[] byGraph(float[] feature) {
        return graph().outputSingle(Nd4j.create(feature, new long[] {1, 1, shape.bands(), shape.frames()}, 'c'))
                .toFloatVector();
    }
}
