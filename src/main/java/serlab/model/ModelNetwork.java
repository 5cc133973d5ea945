package serlab.model;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.factory.Nd4j;
import serlab.model.folded.FlatParameters;
import serlab.model.folded.FoldedNetwork;

/**
 * The network of a bundle: a graph, or the archive of one, which is made a graph only for those who ask for it.
 * Predictions are those of the folded network in either case; custom networks, which cannot be folded, predict by their
 * graph. Safe for use by several threads, but for the graph itself.
 */
final class ModelNetwork implements Classifier {
    static {
        // where memory runs out, Deeplearning4j would leave a file about it in the folder that somebody happens to work in
        System.setProperty("org.deeplearning4j.crash.reporting.enabled", "false");
    }

    private final NetworkSpec spec;
    private final InputShape shape;
    private final byte[] archive;
    private final long parameters;
    private Optional<FoldedNetwork> folded;
    private ComputationGraph graph;
    /** The graph's weights that {@code folded} was made of. */
    private float[] foldedWeights = {};

    private ModelNetwork(NetworkSpec spec, InputShape shape, byte[] archive, long parameters,
                         Optional<FoldedNetwork> folded, ComputationGraph graph) {
        this.spec = spec;
        this.shape = shape;
        this.archive = archive;
        this.parameters = parameters;
        this.folded = folded;
        this.graph = graph;
    }

    /** A graph that may be trained further. */
    static ModelNetwork of(NetworkSpec spec, InputShape shape, ComputationGraph graph) {
        return new ModelNetwork(spec, shape, new byte[0], graph.numParams(), Optional.empty(), graph);
    }

    /**
     * The network in an archive as Deeplearning4j writes it.
     *
     * @throws IOException              if it is no such archive, or holds more than one
     * @throws IllegalArgumentException if its parameters are not those of the architecture
     */
    static ModelNetwork archived(NetworkSpec spec, InputShape shape, byte[] archive, BundleLimits limits)
            throws IOException {
        NetworkArchive read = NetworkArchive.read(archive, spec, shape, limits);
        Optional<FoldedNetwork> folded = spec.folded(shape, read.parameters());
        ModelNetwork network = new ModelNetwork(spec, shape, archive, read.parameters().size(), folded,
                folded.isPresent() ? null : read.graph(shape));
        if (folded.isEmpty()) {
            network.tryOut();
        }
        return network;
    }

    /** What a file says of layers fits their weights and input only if they give a probability of each class. */
    private void tryOut() {
        int answers = byGraph(new float[shape.bands() * shape.frames()]).length;
        if (answers != shape.classes()) {
            throw new IllegalArgumentException("network.zip tells " + answers + " classes apart, not " + shape.classes());
        }
    }

    /** Number of trained and running parameters. */
    @Override
    public long parameters() {
        return parameters;
    }

    /** The graph, used by one thread at a time; predictions follow what is done to its weights. */
    synchronized ComputationGraph graph() {
        if (graph == null) {
            OneDnn.enableByDefault();
            try {
                graph = NetworkArchive.read(archive, spec, shape, BundleLimits.ofThisProcess()).graph(shape);
            } catch (IOException | IllegalArgumentException e) {
                throw BundleFiles.damaged("of this bundle", String.valueOf(e.getMessage()));
            }
        }
        return graph;
    }

    /** The archive of the network as it is now; equal networks give equal bytes. */
    @Override
    public synchronized byte[] archive() throws IOException {
        return graph == null ? archive : NetworkArchive.of(graph);
    }

    @Override
    public float[] probabilities(float[] feature) {
        return current().map(network -> network.probabilities(feature)).orElseGet(() -> byGraph(feature));
    }

    /** The folded network; folded anew if someone has changed the graph's weights. */
    private synchronized Optional<FoldedNetwork> current() {
        if (graph != null) {
            float[] weights = graph.params().toFloatVector();
            if (!Arrays.equals(weights, foldedWeights)) {
                folded = spec.folded(shape, new FlatParameters(weights));
                foldedWeights = weights;
            }
        }
        return folded;
    }

    private synchronized float[] byGraph(float[] feature) {
        return graph().outputSingle(Nd4j.create(feature, new long[] {1, 1, shape.bands(), shape.frames()}, 'c'))
                .toFloatVector();
    }
}
