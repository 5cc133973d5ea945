package serlab.model;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.learning.config.NoOp;
import serlab.InvalidInputException;
import serlab.feature.FeatureSpec;
import serlab.model.folded.FlatParameters;
import serlab.model.folded.FoldedNetwork;

/** The settings of a network architecture, trained in epochs by gradients. */
public interface NetworkSpec extends ModelSpec {
    /**
     * The architecture for one input shape: {@code [n, 1, bands, frames]} to {@code [n, classes]}.
     *
     * @param shape  bands, frames and number of classes
     * @param build  seed, updater and layers to build with
     * @throws InvalidInputException if the input is too small for the network's pooling
     */
    ComputationGraphConfiguration configuration(InputShape shape, BuildSettings build);

    /**
     * The same network for prediction alone, or nothing if only the graph can compute it.
     *
     * @throws IllegalArgumentException if the parameters are more or fewer than it has
     */
    default Optional<FoldedNetwork> folded(InputShape shape, FlatParameters parameters) {
        return Optional.empty();
    }

    /** A network with freshly drawn weights; the same seed gives the same weights. */
    default ComputationGraph network(InputShape shape, BuildSettings build) {
        OneDnn.enableByDefault();
        ComputationGraph network = new ComputationGraph(configuration(shape, build));
        network.init();
        return network;
    }

    @Override
    default void check(FeatureSpec features, int classes) {
        configuration(InputShape.of(features, classes), BuildSettings.fast(1, new NoOp(), 0));
    }

    @Override
    default Classifier untrained(InputShape shape, BuildSettings build) {
        return ModelNetwork.of(this, shape, network(shape, build));
    }

    @Override
    default String file() {
        return NetworkArchive.FILE;
    }

    @Override
    default Classifier archived(InputShape shape, byte[] file, BundleLimits limits) throws IOException {
        return ModelNetwork.archived(this, shape, file, limits);
    }

    /** The names of the architectures. */
    static List<String> types() {
        return ModelSpec.catalog().names(NetworkSpec.class);
    }

    /**
     * Reads the {@code model} section of an experiment file that names a network.
     *
     * @throws InvalidInputException as {@link ModelSpec#of}, and if it is another kind of model
     */
    static NetworkSpec of(Map<String, ?> section) {
        if (ModelSpec.of(section) instanceof NetworkSpec network) {
            return network;
        }
        throw new InvalidInputException("model " + section.get("type") + " is no network; expected one of " + types());
    }
}
