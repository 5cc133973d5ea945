package serlab.model;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.weights.WeightInitConstant;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import serlab.model.folded.Window;
import serlab.model.layer.FusedBatchNorm;
import serlab.model.layer.LeanConvolution;
import serlab.model.layer.MapFold;

/**
 * Which layers a network is made of. Both sets compute the same function with the same parameters in the same order;
 * {@code STOCK} is the yardstick of benchmarks and of gradient checks. Activations are always layers of their own: with
 * oneDNN, Deeplearning4j 1.0.0-M2.1 gives wrong weight gradients for some convolutions with an activation inside.
 */
public enum LayerSet {
    /** The layers of {@link serlab.model.layer}, and Deeplearning4j's own where those have nothing to offer. */
    FAST,
    /** Deeplearning4j's own. */
    STOCK;

    /**
     * Adds convolution, batch normalization if the block has it, ReLU and max pooling; gives the name of the last
     * layer.
     */
    String block(GraphBuilder graph, DataType type, Block block, String input) {
        String last = block.name("conv");
        if (block.fold() == null) {
            graph.addLayer(last, convolution(block), input);
        } else {
            graph.addLayer(last, convolution(block), block.fold(), input);
        }
        if (block.normalized() && this == FAST && type == DataType.FLOAT) {
            return add(graph, block.name("norm"),
                    new FusedBatchNorm(block.pool().height(), block.pool().width()), last);
        }
        if (block.normalized()) {
            last = add(graph, block.name("norm"), new BatchNormalization.Builder().useLogStd(false).build(), last);
        }
        last = add(graph, block.name("relu"), new ActivationLayer.Builder().activation(Activation.RELU).build(), last);
        return block.pool().isSingle() ? last : add(graph, block.name("pool"), pooling(block.pool()), last);
    }

    /** Adds a convolution to which nothing is added and of which nothing is taken off; gives its name. */
    String linear(GraphBuilder graph, String name, Block block, String input) {
        return add(graph, name, convolution(block), input);
    }

    /**
     * Adds the sum of channels, each times a weight that is learned, as the only channel; the weights begin as those of a mean.
     *
     * @param fold how the input of the network becomes these channels
     */
    String sum(GraphBuilder graph, String name, MapFold fold, String input) {
        ConvolutionLayer sum = (ConvolutionLayer) convolution(new Block(1, 1, Window.square(1), Window.square(1), Window.square(1),
                false, false, fold));
        sum.setWeightInitFn(new WeightInitConstant(1.0 / fold.getChannels()));
        graph.addLayer(name, sum, fold, input);
        return name;
    }

    private Layer convolution(Block block) {
        Window kernel = block.kernel();
        Window stride = block.stride();
        if (this == FAST) {
            return LeanConvolution.of(block.filters(), new int[] {kernel.height(), kernel.width()},
                    new int[] {stride.height(), stride.width()}, block.bias(), block.first());
        }
        return new ConvolutionLayer.Builder(kernel.height(), kernel.width()).stride(stride.height(), stride.width())
                .nOut(block.filters()).hasBias(block.bias()).convolutionMode(ConvolutionMode.Same)
                .activation(Activation.IDENTITY).build();
    }

    private static Layer pooling(Window pool) {
        return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                .kernelSize(pool.height(), pool.width()).stride(pool.height(), pool.width()).build();
    }

    private static String add(GraphBuilder graph, String name, Layer layer, String input) {
        graph.addLayer(name, layer, input);
        return name;
    }

    /**
     * One convolutional block.
     *
     * @param number     1 for the network's first
     * @param filters    output channels
     * @param kernel     size of the kernel
     * @param stride     step of the kernel
     * @param pool       pooling window, 1 x 1 for none
     * @param normalized whether batch normalization follows the convolution
     * @param bias       whether the convolution has a bias
     * @param fold       how the input is folded before the convolution, null for not at all
     */
    record Block(int number, int filters, Window kernel, Window stride, Window pool, boolean normalized, boolean bias,
                 MapFold fold) {
        boolean first() {
            return number == 1;
        }

        String name(String layer) {
            return layer + number;
        }
    }
}
