package serlab.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions;
import serlab.InvalidInputException;
import serlab.Settings;

/**
 * The trunk that the published student networks share: blocks of convolution, batch normalisation, ReLU and 2 x 2 max
 * pooling, then dropout, a dense layer with ReLU, and softmax.
 *
 * @param filters output channels of each block
 * @param kernel  side of the square kernels, odd
 * @param dense   width of the dense layer
 * @param dropout probability that a value that enters the dense layer is dropped in training, in [0, 0.9]
 */
public record PlainCnn(List<Integer> filters, int kernel, int dense, double dropout) {
    private static final int POOL = 2;

    public PlainCnn {
        filters = List.copyOf(filters);
        if (filters.isEmpty() || filters.stream().anyMatch(f -> f < 1 || f > 1024)) {
            throw new InvalidInputException("model.filters is " + filters
                    + "; expected one number of channels from 1 to 1024 per block, such as [16, 32, 64]");
        }
        if (kernel % 2 == 0) {
            throw new InvalidInputException("model.kernel is " + kernel + "; expected an odd side, such as 3");
        }
    }

    /** Three blocks of 16, 32 and 64 channels, kernels 3 x 3, a dense layer of 128, dropout 0.3. */
    public static PlainCnn standard() {
        return new PlainCnn(List.of(16, 32, 64), 3, 128, 0.3);
    }

    static PlainCnn read(Settings settings) {
        PlainCnn standard = standard();
        List<Integer> filters = settings.list("filters", standard.filters).stream().map(PlainCnn::channels).toList();
        return new PlainCnn(filters, settings.integer("kernel", standard.kernel, 1, 11),
                settings.integer("dense", standard.dense, 1, 4096),
                settings.number("dropout", standard.dropout, 0, 0.9));
    }

    private static int channels(Object value) {
        if (value instanceof Integer channels) {
            return channels;
        }
        throw new InvalidInputException("model.filters holds '" + value + "'; expected whole numbers, such as "
                + "[16, 32, 64]");
    }

    Map<String, Object> settings(String type) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("type", type);
        all.put("filters", filters);
        all.put("kernel", kernel);
        all.put("dense", dense);
        all.put("dropout", dropout);
        return all;
    }

    ComputationGraphConfiguration configuration(InputShape shape, BuildSettings build) {
        int shrink = (int) Math.pow(POOL, filters.size());
        if (shape.bands() < shrink || shape.frames() < shrink) {
            throw new InvalidInputException(filters.size() + " blocks halve each side " + filters.size()
                    + " times, and the feature is only " + shape.bands() + " x " + shape.frames()
                    + "; use fewer filters or a larger feature");
        }
        NeuralNetConfiguration.Builder common = new NeuralNetConfiguration.Builder().seed(build.seed())
                .dataType(build.type()).updater(build.updater()).weightInit(WeightInit.RELU);
        if (build.weightDecay() > 0) {
            common.weightDecay(build.weightDecay());
        }
        GraphBuilder graph = common.graphBuilder().addInputs("feature").setInputTypes(
                InputType.convolutional(shape.bands(), shape.frames(), 1, CNN2DFormat.NCHW));
        String last = "feature";
        for (int i = 0; i < filters.size(); i++) {
            last = build.layers().block(graph, new LayerSet.Block(i + 1, filters.get(i), kernel, POOL), last);
        }
        head(graph, last, shape.classes());
        return graph.build();
    }

    private void head(GraphBuilder graph, String last, int classes) {
        String input = last;
        if (dropout > 0) {
            graph.addLayer("drop", new DropoutLayer.Builder(1 - dropout).build(), input);
            input = "drop";
        }
        graph.addLayer("dense", new DenseLayer.Builder().nOut(dense).activation(Activation.IDENTITY).build(), input);
        graph.addLayer("relu", new ActivationLayer.Builder().activation(Activation.RELU).build(), "dense");
        graph.addLayer("emotion", new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT).nOut(classes)
                .weightInit(WeightInit.XAVIER).activation(Activation.SOFTMAX).build(), "relu").setOutputs("emotion");
    }
}
