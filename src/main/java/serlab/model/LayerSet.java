package serlab.model;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.nd4j.linalg.activations.Activation;
import serlab.model.layer.FusedBatchNorm;
import serlab.model.layer.LeanConvolution;

/**
 * Which layers a network is made of. Both sets compute the same function with the same parameters in the same order;
 * {@code STOCK} is the yardstick of benchmarks and of gradient checks. Activations are always layers of their own: with
 * oneDNN, Deeplearning4j 1.0.0-M2.1 gives wrong weight gradients for some convolutions with an activation inside.
 */
public enum LayerSet {
    /** The layers of {@link serlab.model.layer}. */
    FAST {
        @Override
        String block(GraphBuilder graph, Block block, String input) {
            graph.addLayer(block.name("conv"),
                    LeanConvolution.of(block.filters(), block.kernel(), block.kernel(), block.first()), input);
            graph.addLayer(block.name("norm"), new FusedBatchNorm(block.pool(), block.pool()), block.name("conv"));
            return block.name("norm");
        }
    },
    /** Deeplearning4j's own. */
    STOCK {
        @Override
        String block(GraphBuilder graph, Block block, String input) {
            graph.addLayer(block.name("conv"), new ConvolutionLayer.Builder(block.kernel(), block.kernel())
                    .nOut(block.filters()).convolutionMode(ConvolutionMode.Same).activation(Activation.IDENTITY)
                    .build(), input);
            graph.addLayer(block.name("norm"), new BatchNormalization.Builder().useLogStd(false).build(), block.name("conv"));
            graph.addLayer(block.name("relu"), new ActivationLayer.Builder().activation(Activation.RELU).build(),
                    block.name("norm"));
            graph.addLayer(block.name("pool"), new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                    .kernelSize(block.pool(), block.pool()).stride(block.pool(), block.pool()).build(),
                    block.name("relu"));
            return block.name("pool");
        }
    };

    /** Adds convolution, batch normalisation, ReLU and max pooling; gives the name of the last layer. */
    abstract String block(GraphBuilder graph, Block block, String input);

    /**
     * One convolutional block.
     *
     * @param number  1 for the first
     * @param filters output channels
     * @param kernel  side of the square kernel, odd
     * @param pool    side of the pooling window
     */
    record Block(int number, int filters, int kernel, int pool) {
        boolean first() {
            return number == 1;
        }

        String name(String layer) {
            return layer + number;
        }
    }
}
