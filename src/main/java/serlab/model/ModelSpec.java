package serlab.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import serlab.InvalidInputException;
import serlab.NearestName;
import serlab.Settings;
import serlab.model.folded.FlatParameters;
import serlab.model.folded.FoldedNetwork;

/** The settings of a network architecture. */
public sealed interface ModelSpec permits PlainCnn, StatsCnn, CustomNetwork {
    /** The name in experiment files. */
    String type();

    /** Every setting with its value, as an experiment file would hold them. */
    Map<String, Object> settings();

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
    Optional<FoldedNetwork> folded(InputShape shape, FlatParameters parameters);

    /** A network with freshly drawn weights; the same seed gives the same weights. */
    default ComputationGraph network(InputShape shape, BuildSettings build) {
        OneDnn.enableByDefault();
        ComputationGraph network = new ComputationGraph(configuration(shape, build));
        network.init();
        return network;
    }

    /** The known architectures. */
    static List<String> types() {
        return Stream.of(PlainCnn.types(), StatsCnn.types()).flatMap(List::stream).toList();
    }

    /**
     * Reads the {@code model} section of an experiment file.
     *
     * @throws InvalidInputException for an unknown type or key, or a value out of range
     */
    static ModelSpec of(Map<String, ?> section) {
        Settings settings = new Settings("model", section);
        String type = settings.text("type");
        if (type.equals(CustomNetwork.TYPE)) {
            throw CustomNetwork.unknown(settings.raw("name"));
        }
        if (!types().contains(type)) {
            throw new InvalidInputException(NearestName.suggest("model", type, types()));
        }
        ModelSpec spec = StatsCnn.types().contains(type) ? StatsCnn.read(type, settings)
                : PlainCnn.read(type, settings);
        settings.done();
        return spec;
    }
}
