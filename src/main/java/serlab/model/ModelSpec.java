package serlab.model;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import serlab.InvalidInputException;
import serlab.NearestName;
import serlab.Settings;

/** The settings of a network architecture. */
public sealed interface ModelSpec permits SpectrogramCnn, MfccCnn {
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

    /** A network with freshly drawn weights; the same seed gives the same weights. */
    default ComputationGraph network(InputShape shape, BuildSettings build) {
        OneDnn.enableByDefault();
        ComputationGraph network = new ComputationGraph(configuration(shape, build));
        network.init();
        return network;
    }

    /** Number of trained and running parameters. */
    static long parameters(ComputationGraph network) {
        INDArray all = network.params();
        return all.length();
    }

    /** The known architectures. */
    static List<String> types() {
        return List.of(SpectrogramCnn.TYPE, MfccCnn.TYPE);
    }

    /**
     * Reads the {@code model} section of an experiment file.
     *
     * @throws InvalidInputException for an unknown type or key, or a value out of range
     */
    static ModelSpec of(Map<String, ?> section) {
        Settings settings = new Settings("model", section);
        String type = settings.text("type");
        ModelSpec spec = switch (type) {
            case SpectrogramCnn.TYPE -> new SpectrogramCnn(PlainCnn.read(settings));
            case MfccCnn.TYPE -> new MfccCnn(PlainCnn.read(settings));
            default -> throw new InvalidInputException(
                    NearestName.suggest("model", type, types()));
        };
        settings.done();
        return spec;
    }
}
