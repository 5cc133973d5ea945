package serlab.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import serlab.InvalidInputException;
import serlab.Settings;
import serlab.model.folded.FlatParameters;
import serlab.model.folded.FoldedNetwork;
import serlab.model.folded.Window;
import serlab.model.layer.MapFold;
import serlab.model.layer.StatisticsPooling;

/**
 * Blocks of convolution, batch normalisation, ReLU and 2 x 2 max pooling whose rows then become channels, so that the
 * frequency axis is kept; a convolution over time; mean and standard deviation over time; dropout and softmax. Kernels
 * have no biases. {@code logmel-stats-cnn} and {@code mfcc-stats-cnn} are the same network under the names of their
 * inputs.
 *
 * @param type       one of those names
 * @param filters    output channels of each block
 * @param kernel     side of the blocks' square kernels, odd
 * @param timeFilters output channels of the convolution over time
 * @param timeKernel its length in frames of the last block, odd
 * @param dropout    probability that a statistic is dropped in training, in [0, 0.9]
 */
public record StatsCnn(String type, List<Integer> filters, int kernel, int timeFilters, int timeKernel, double dropout)
        implements NetworkSpec {
    private static final int POOL = 2;
    private static final List<String> TYPES = List.of("logmel-stats-cnn", "mfcc-stats-cnn");

    public StatsCnn {
        filters = List.copyOf(filters);
        if (filters.isEmpty()) {
            throw new InvalidInputException("model.filters is []; expected one number of channels per block, such as "
                    + "[16, 32, 64]");
        }
        odd("kernel", kernel);
        odd("timeKernel", timeKernel);
    }

    private static void odd(String key, int length) {
        if (length % 2 == 0) {
            throw new InvalidInputException("model." + key + " is " + length + "; expected an odd length, such as 3");
        }
    }

    static List<String> types() {
        return TYPES;
    }

    /** Three blocks of 16, 32 and 64 channels, 128 channels over time, kernels of 3, dropout 0.3. */
    public static StatsCnn standard(String type) {
        return new StatsCnn(type, List.of(16, 32, 64), 3, 128, 3, 0.3);
    }

    static StatsCnn read(String type, Settings settings) {
        StatsCnn standard = standard(type);
        return new StatsCnn(type, new BlockSettings(settings).filters(standard.filters),
                settings.integer("kernel", standard.kernel, 1, 11),
                settings.integer("timeFilters", standard.timeFilters, 1, 4096),
                settings.integer("timeKernel", standard.timeKernel, 1, 31),
                settings.number("dropout", standard.dropout, 0, 0.9));
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("type", type);
        all.put("filters", filters);
        all.put("kernel", kernel);
        all.put("timeFilters", timeFilters);
        all.put("timeKernel", timeKernel);
        all.put("dropout", dropout);
        return all;
    }

    @Override
    public ComputationGraphConfiguration configuration(InputShape shape, BuildSettings build) {
        int rows = shape.rows() >> filters.size();
        int columns = shape.frames() >> filters.size();
        if (rows < 1 || columns < 1) {
            throw new InvalidInputException(filters.size() + " blocks halve each side " + filters.size()
                    + " times, and the feature is only " + shape.rows() + " x " + shape.frames()
                    + "; use fewer filters or a larger feature");
        }
        GraphBuilder graph = Graphs.begin(shape, build);
        String last = Graphs.INPUT;
        for (int i = 0; i < filters.size(); i++) {
            last = build.layers().block(graph, build.type(), new LayerSet.Block(i + 1, filters.get(i),
                    Window.square(kernel), Window.square(1), Window.square(POOL), true, false,
                    i == 0 ? Layout.IMAGE.fold(shape) : null), last);
        }
        int maps = filters.get(filters.size() - 1);
        MapFold fold = new MapFold(maps, rows, columns, (long) maps * rows, 1);
        last = build.layers().block(graph, build.type(), new LayerSet.Block(filters.size() + 1, timeFilters,
                Window.row(timeKernel), Window.row(1), Window.row(1), true, false, fold), last);
        graph.addLayer("statistics", new StatisticsPooling(), last);
        last = "statistics";
        if (dropout > 0) {
            graph.addLayer("drop", new DropoutLayer.Builder(1 - dropout).build(), last);
            last = "drop";
        }
        return Graphs.end(graph, shape, last);
    }

    @Override
    public Optional<FoldedNetwork> folded(InputShape shape, FlatParameters parameters) {
        FoldedNetwork.Builder network = new FoldedNetwork.Builder(parameters, shape.bands(), shape.frames());
        network.fold(shape.channels(), shape.rows());
        for (int maps : filters) {
            network.block(maps, Window.square(kernel), Window.square(1), Window.square(POOL), true, false);
        }
        network.fold(filters.get(filters.size() - 1) * (shape.rows() >> filters.size()), 1);
        network.block(timeFilters, Window.row(timeKernel), Window.row(1), Window.row(1), true, false);
        return Optional.of(network.statistics().dense(shape.classes(), false).build());
    }
}
