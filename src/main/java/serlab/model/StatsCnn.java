package serlab.model;

import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import serlab.InvalidInputException;
import serlab.model.folded.FlatParameters;
import serlab.model.folded.FoldedNetwork;
import serlab.model.folded.Window;
import serlab.model.layer.MapFold;
import serlab.model.layer.StatisticsPooling;
import serlab.part.Declaration;
import serlab.part.Option;
import serlab.part.Part;
import serlab.part.PartName;

/**
 * Blocks of convolution, batch normalization, ReLU and 2 x 2 max pooling whose rows then become channels, so that the
 * frequency axis is kept; a convolution over time; mean and standard deviation over time; dropout and softmax. Kernels
 * have no biases. Its names are those of its inputs.
 */
@Part(name = "logmel-stats-cnn",
        does = "convolutions over a log-mel spectrogram, then over time, mean and deviation over time")
@Part(name = "mfcc-stats-cnn", does = "the same network for a matrix of MFCCs")
public record StatsCnn(
        @PartName String type,
        @Option(value = "[16, 32, 64]", min = 1, max = 1024, meaning = "channels of each block") List<Integer> filters,
        @Option(value = "3", min = 1, max = 11, parity = Option.Parity.ODD, meaning = "side of the blocks' square kernels")
        int kernel,
        @Option(value = "128", min = 1, max = 4096, meaning = "channels of the convolution over time") int timeFilters,
        @Option(value = "3", min = 1, max = 31, parity = Option.Parity.ODD, unit = "frames of the last block",
                meaning = "length of the kernels over time") int timeKernel,
        @Option(value = "0.3", min = 0, max = 0.9, meaning = "probability that a statistic is dropped in training")
        double dropout) implements NetworkSpec {
    private static final int POOL = 2;

    public StatsCnn {
        filters = List.copyOf(filters);
        Declaration.check(StatsCnn.class, type, filters, kernel, timeFilters, timeKernel, dropout);
    }

    /** Its defaults under one of its names. */
    public static StatsCnn standard(String type) {
        return Declaration.of(StatsCnn.class).standard(type);
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
