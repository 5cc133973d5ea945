package serlab.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.nd4j.linalg.activations.Activation;
import serlab.InvalidInputException;
import serlab.model.folded.FlatParameters;
import serlab.model.folded.FoldedNetwork;
import serlab.part.Declaration;
import serlab.part.Option;
import serlab.part.Part;
import serlab.part.PartName;

/**
 * The form that the published student networks share: blocks of convolution, batch normalization, ReLU and max
 * pooling, then dropout, a dense layer with ReLU, and softmax. Kernels, strides and windows are squares in images, lengths in
 * sequences.
 */
@Part(name = "spectrogram-cnn", does = "a log-mel spectrogram as a gray image, 128 x 128 in the published systems")
@Part(name = "mfcc-cnn", does = "a matrix of MFCCs as an image, 40 x 174 in the published systems")
@Part(name = "mel-image-cnn",
        does = "a gray image of a mel spectrogram, a first kernel of 5 x 5 with stride 2, no batch norm",
        sets = {"kernel: [5, 3, 3, …]", "stride: [2, 1, 1, …]", "batchNorm: false", "dropout: 0.4"})
@Part(name = "conv1d", does = "five one-dimensional blocks over the frames of zero-crossing rate, RMS and MFCCs, 22 x 108",
        sets = {"layout: bands", "filters: [512, 512, 256, 256, 128]", "kernel: 5", "blockDropout: 0.2", "dense: 512"})
@Part(name = "mfcc-vector-cnn", does = "one-dimensional blocks over 40 MFCC means",
        sets = {"layout: flat", "filters: [64, 128, 128]", "kernel: 5", "pool: [1, 2, 1, …]", "dense: 0"})
public record PlainCnn(
        @PartName String type,
        @Option(value = "image", meaning = "how the feature matrix is read: as an image, band by band, or as one sequence")
        Layout layout,
        @Option(value = "[16, 32, 64]", min = 1, max = 1024, meaning = "channels of each block") List<Integer> filters,
        @Option(value = "3", min = 1, max = 11, parity = Option.Parity.ODD, meaning = "side of the kernels") PerBlock kernel,
        @Option(value = "1", min = 1, max = 4, meaning = "step of the kernels") PerBlock stride,
        @Option(value = "2", min = 1, max = 8, meaning = "side and step of the pooling windows, 1 for none") PerBlock pool,
        @Option(value = "true", meaning = "whether blocks have batch normalization") boolean batchNorm,
        @Option(value = "0", min = 0, max = 0.9, meaning = "probability that a value is dropped after a block in training")
        double blockDropout,
        @Option(value = "128", min = 0, max = 4096, meaning = "width of the dense layer, 0 for none") int dense,
        @Option(value = "0.3", min = 0, max = 0.9,
                meaning = "probability that a value is dropped before the dense layer in training") double dropout)
        implements NetworkSpec {
    public PlainCnn {
        filters = List.copyOf(filters);
        Declaration.check(PlainCnn.class, type, layout, filters, kernel, stride, pool, batchNorm, blockDropout, dense, dropout);
        kernel = kernel.over(filters.size(), "kernel");
        stride = stride.over(filters.size(), "stride");
        pool = pool.over(filters.size(), "pool");
    }

    /** One block's numbers. */
    private record Stage(int filters, int kernel, int stride, int pool) {
        /** What is left of a side behind this block. */
        int shrunk(int side) {
            return (side + stride - 1) / stride / pool;
        }
    }

    /**
     * The preset of that name with its defaults.
     *
     * @throws IllegalArgumentException for an unknown name
     */
    public static PlainCnn preset(String type) {
        return Declaration.of(PlainCnn.class).standard(type);
    }

    private List<Stage> blocks() {
        return IntStream.range(0, filters.size())
                .mapToObj(i -> new Stage(filters.get(i), kernel.of(i), stride.of(i), pool.of(i))).toList();
    }

    @Override
    public ComputationGraphConfiguration configuration(InputShape shape, BuildSettings build) {
        refuseTooSmall(shape);
        GraphBuilder graph = Graphs.begin(shape, build);
        String last = Graphs.INPUT;
        List<Stage> blocks = blocks();
        for (int i = 0; i < blocks.size(); i++) {
            Stage stage = blocks.get(i);
            last = build.layers().block(graph, build.type(), new LayerSet.Block(i + 1, stage.filters,
                    layout.window(stage.kernel), layout.window(stage.stride), layout.window(stage.pool), batchNorm,
                    true, i == 0 ? layout.fold(shape) : null), last);
            last = dropped(graph, "drop" + (i + 1), blockDropout, last);
        }
        last = dropped(graph, "drop", dropout, last);
        if (dense > 0) {
            graph.addLayer("dense", new DenseLayer.Builder().nOut(dense).activation(Activation.IDENTITY).build(), last);
            graph.addLayer("relu", new ActivationLayer.Builder().activation(Activation.RELU).build(), "dense");
            last = "relu";
        }
        return Graphs.end(graph, shape, last);
    }

    @Override
    public Optional<FoldedNetwork> folded(InputShape shape, FlatParameters parameters) {
        FoldedNetwork.Builder network = new FoldedNetwork.Builder(parameters, shape.bands(), shape.frames());
        network.fold(layout.channels(shape), layout.height(shape));
        for (Stage stage : blocks()) {
            network.block(stage.filters, layout.window(stage.kernel), layout.window(stage.stride),
                    layout.window(stage.pool), batchNorm, true);
        }
        if (dense > 0) {
            network.dense(dense, true);
        }
        return Optional.of(network.dense(shape.classes(), false).build());
    }

    private static String dropped(GraphBuilder graph, String name, double probability, String input) {
        if (probability == 0) {
            return input;
        }
        graph.addLayer(name, new DropoutLayer.Builder(1 - probability).build(), input);
        return name;
    }

    private void refuseTooSmall(InputShape shape) {
        int height = layout.height(shape);
        int width = layout.width(shape);
        for (Stage block : blocks()) {
            height = layout == Layout.IMAGE ? block.shrunk(height) : height;
            width = block.shrunk(width);
        }
        if (height < 1 || width < 1) {
            throw new InvalidInputException("the strides and pooling windows of " + filters.size()
                    + " blocks leave nothing of a feature of " + shape.rows() + " x " + shape.frames()
                    + "; use fewer filters, a smaller pool or a larger feature");
        }
    }
}
