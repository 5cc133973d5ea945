package serlab.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.nd4j.linalg.activations.Activation;
import serlab.InvalidInputException;
import serlab.Settings;
import serlab.model.folded.FlatParameters;
import serlab.model.folded.FoldedNetwork;

/**
 * The form that the published student networks share: blocks of convolution, batch normalisation, ReLU and max
 * pooling, then dropout, a dense layer with ReLU, and softmax. Its named presets:
 * <ul>
 * <li>{@code spectrogram-cnn}: a log-mel spectrogram as a gray image, 1 x 128 x 128 in the published systems;
 * <li>{@code mfcc-cnn}: a matrix of MFCCs as an image, 1 x 40 x 174 (64 x 5 x 21 before the dense layer);
 * <li>{@code mel-image-cnn}: a gray image of a mel spectrogram, a first kernel of 5 x 5 with stride 2, no batch norm;
 * <li>{@code conv1d}: five one-dimensional blocks over the frames of zero crossing rate, RMS and MFCC, 22 x 108, or
 *     with {@code layout: flat} over the same values as one sequence, 1 x 2376;
 * <li>{@code mfcc-vector-cnn}: one-dimensional, over 40 MFCC means.
 * </ul>
 *
 * @param type         name of the preset it began as
 * @param layout       how the feature matrix is read
 * @param blocks       filters, kernel, stride and pooling of each block
 * @param batchNorm    whether blocks have batch normalisation
 * @param blockDropout probability that a value is dropped after a block in training, in [0, 0.9]
 * @param dense        width of the dense layer, 0 for none
 * @param dropout      probability that a value is dropped before the dense layer in training, in [0, 0.9]
 */
public record PlainCnn(String type, Layout layout, List<Stage> blocks, boolean batchNorm, double blockDropout, int dense,
                       double dropout) implements NetworkSpec {
    private static final Map<String, PlainCnn> PRESETS = presets();

    /**
     * One block's numbers; kernels, strides and windows are squares in images, lengths in sequences.
     *
     * @param filters output channels
     * @param kernel  side of the kernel, odd
     * @param stride  step of the kernel
     * @param pool    side of the pooling window, its stride too; 1 for no pooling
     */
    public record Stage(int filters, int kernel, int stride, int pool) {
        /** What is left of a side behind this block. */
        int shrunk(int side) {
            return (side + stride - 1) / stride / pool;
        }
    }

    public PlainCnn {
        blocks = List.copyOf(blocks);
        if (blocks.isEmpty()) {
            throw new InvalidInputException("model.filters is []; expected one number of channels from 1 to 1024 per "
                    + "block, such as [16, 32, 64]");
        }
        for (Stage block : blocks) {
            if (block.kernel % 2 == 0) {
                throw new InvalidInputException("model.kernel is " + block.kernel + "; expected an odd side, such as 3");
            }
        }
    }

    private static Map<String, PlainCnn> presets() {
        Map<String, PlainCnn> all = new LinkedHashMap<>();
        List<Stage> image = stages(List.of(16, 32, 64), List.of(3), List.of(1), List.of(2));
        List<PlainCnn> presets = List.of(
                new PlainCnn("spectrogram-cnn", Layout.IMAGE, image, true, 0, 128, 0.3),
                new PlainCnn("mfcc-cnn", Layout.IMAGE, image, true, 0, 128, 0.3),
                new PlainCnn("mel-image-cnn", Layout.IMAGE,
                        stages(List.of(16, 32, 64), List.of(5, 3, 3), List.of(2, 1, 1), List.of(2)), false, 0, 128, 0.4),
                new PlainCnn("conv1d", Layout.BANDS,
                        stages(List.of(512, 512, 256, 256, 128), List.of(5), List.of(1), List.of(2)), true, 0.2, 512,
                        0.3),
                new PlainCnn("mfcc-vector-cnn", Layout.FLAT,
                        stages(List.of(64, 128, 128), List.of(5), List.of(1), List.of(1, 2, 1)), true, 0, 0, 0.3));
        presets.forEach(preset -> all.put(preset.type, preset));
        return all;
    }

    /** Names of the presets. */
    static List<String> types() {
        return List.copyOf(PRESETS.keySet());
    }

    /** The preset of that name with its defaults. */
    public static PlainCnn preset(String type) {
        PlainCnn preset = PRESETS.get(type);
        if (preset == null) {
            throw new IllegalArgumentException("no preset '" + type + "'; known: " + types());
        }
        return preset;
    }

    static PlainCnn read(String type, Settings settings) {
        PlainCnn preset = preset(type);
        BlockSettings read = new BlockSettings(settings);
        List<Integer> filters = read.filters(preset.column(Stage::filters));
        List<Integer> kernels = read.perBlock("kernel", preset.column(Stage::kernel), 11, filters.size());
        List<Integer> strides = read.perBlock("stride", preset.column(Stage::stride), 4, filters.size());
        List<Integer> pools = read.perBlock("pool", preset.column(Stage::pool), 8, filters.size());
        return new PlainCnn(type, Layout.named(settings.choice("layout", preset.layout.label(), Layout.labels())),
                stages(filters, kernels, strides, pools), read.flag("batchNorm", preset.batchNorm),
                settings.number("blockDropout", preset.blockDropout, 0, 0.9),
                settings.integer("dense", preset.dense, 0, 4096), settings.number("dropout", preset.dropout, 0, 0.9));
    }

    private static List<Stage> stages(List<Integer> filters, List<Integer> kernels, List<Integer> strides,
                                      List<Integer> pools) {
        List<Stage> stages = new ArrayList<>();
        for (int i = 0; i < filters.size(); i++) {
            stages.add(new Stage(filters.get(i), BlockSettings.at(kernels, i), BlockSettings.at(strides, i),
                    BlockSettings.at(pools, i)));
        }
        return stages;
    }

    private List<Integer> column(Function<Stage, Integer> of) {
        return blocks.stream().map(of).toList();
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("type", type);
        all.put("layout", layout.label());
        all.put("filters", column(Stage::filters));
        all.put("kernel", BlockSettings.shortest(column(Stage::kernel)));
        all.put("stride", BlockSettings.shortest(column(Stage::stride)));
        all.put("pool", BlockSettings.shortest(column(Stage::pool)));
        all.put("batchNorm", batchNorm);
        all.put("blockDropout", blockDropout);
        all.put("dense", dense);
        all.put("dropout", dropout);
        return all;
    }

    @Override
    public ComputationGraphConfiguration configuration(InputShape shape, BuildSettings build) {
        refuseTooSmall(shape);
        GraphBuilder graph = Graphs.begin(shape, build);
        String last = Graphs.INPUT;
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
        for (Stage stage : blocks) {
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
        for (Stage block : blocks) {
            height = layout == Layout.IMAGE ? block.shrunk(height) : height;
            width = block.shrunk(width);
        }
        if (height < 1 || width < 1) {
            throw new InvalidInputException("the strides and pooling windows of " + blocks.size()
                    + " blocks leave nothing of a feature of " + shape.rows() + " x " + shape.frames()
                    + "; use fewer filters, a smaller pool or a larger feature");
        }
    }
}
