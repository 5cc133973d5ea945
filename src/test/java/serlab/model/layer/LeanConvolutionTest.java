package serlab.model.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** The convolution against Deeplearning4j's own, in what it speeds up and in what it leaves to that. */
class LeanConvolutionTest {
    private static final int CLASSES = 3;

    @ParameterizedTest
    @CsvSource({
        // channels, height, width, kernel, stride, bias, clips
        "1, 9, 14, 3, 3, 1, true, 4", "2, 9, 14, 5, 3, 1, false, 4", "3, 1, 20, 1, 5, 1, true, 4",
        "16, 1, 20, 1, 5, 1, true, 4", "17, 1, 7, 1, 3, 1, false, 4", "16, 1, 3, 1, 7, 1, true, 1",
        "17, 1, 9, 1, 7, 1, true, 6", "16, 1, 27, 1, 5, 1, true, 90", "16, 1, 1, 1, 5, 1, true, 3", "16, 1, 2, 1, 3, 1, true, 3",
        "20, 1, 900, 1, 3, 1, true, 5", "20, 1, 901, 1, 5, 1, true, 5", "16, 1, 20, 1, 1, 1, true, 4"})
    void equalsTheStockLayer(int channels, int height, int width, int kernelHeight, int kernelWidth, int stride,
                             boolean bias, int clips) {
        assertEqualToStock(new int[] {channels, height, width}, new int[] {kernelHeight, kernelWidth}, stride, bias,
                clips, true, DataType.FLOAT);
    }

    @ParameterizedTest
    @CsvSource({"2, 9, 14, 3, 3, 2, FLOAT", "2, 9, 14, 2, 2, 1, FLOAT", "16, 1, 20, 1, 4, 1, FLOAT",
        "16, 1, 20, 1, 5, 3, FLOAT", "2, 9, 14, 3, 3, 1, DOUBLE"})
    void leavesTheRestToTheStockLayer(int channels, int height, int width, int kernelHeight, int kernelWidth,
                                      int stride, DataType type) {
        assertEqualToStock(new int[] {channels, height, width}, new int[] {kernelHeight, kernelWidth}, stride, true, 4,
                false, type);
    }

    private static void assertEqualToStock(int[] input, int[] kernel, int stride, boolean bias, int clips,
                                           boolean spedUp, DataType type) {
        LeanConvolution lean = LeanConvolution.of(6, kernel, new int[] {stride, stride}, bias, false);
        ConvolutionLayer stock = new ConvolutionLayer.Builder(kernel).stride(stride, stride).nOut(6).hasBias(bias)
                .convolutionMode(ConvolutionMode.Same).activation(Activation.IDENTITY).build();
        ComputationGraph ours = graph(lean, input, type);
        ComputationGraph theirs = graph(stock, input, type);
        assertEquals(spedUp, ours.getLayer("second") instanceof LeanConvolutionLayer);
        assertFalse(theirs.getLayer("second") instanceof LeanConvolutionLayer);
        assertInstanceOf(org.deeplearning4j.nn.layers.convolution.ConvolutionLayer.class, ours.getLayer("second"));
        theirs.setParams(ours.params());
        INDArray before = ours.params().dup();
        for (int step = 0; step < 3; step++) {
            INDArray x = random(step, type, clips + step % 2, input[0], input[1], input[2]);
            INDArray y = Nd4j.zeros(type, x.size(0), CLASSES);
            for (int i = 0; i < x.size(0); i++) {
                y.putScalar(i, i % CLASSES, 1);
            }
            ours.fit(new INDArray[] {x}, new INDArray[] {y});
            theirs.fit(new INDArray[] {x}, new INDArray[] {y});
            assertEquals(0, ours.outputSingle(x).sub(theirs.outputSingle(x)).amaxNumber().doubleValue(), 1e-5);
        }
        assertTrue(before.sub(ours.params()).amaxNumber().doubleValue() > 1e-3, "training moved nothing");
        assertEquals(0, theirs.params().sub(ours.params()).amaxNumber().doubleValue(), 2e-6);
    }

    /** A stock convolution below, so that the gradient by the input matters. */
    private static ComputationGraph graph(ConvolutionLayer layer, int[] input, DataType type) {
        ComputationGraph graph = new ComputationGraph(new NeuralNetConfiguration.Builder().seed(1).dataType(type)
                .updater(new Sgd(0.02)).graphBuilder().addInputs("in")
                .setInputTypes(InputType.convolutional(input[1], input[2], input[0]))
                .addLayer("first", new ConvolutionLayer.Builder(1, 1).nOut(input[0])
                        .convolutionMode(ConvolutionMode.Same).activation(Activation.IDENTITY).build(), "in")
                .addLayer("second", layer, "first")
                .addLayer("out", new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT).nOut(CLASSES)
                        .activation(Activation.SOFTMAX).build(), "second").setOutputs("out").build());
        graph.init();
        return graph;
    }

    private static INDArray random(long seed, DataType type, long... shape) {
        Random random = new Random(seed);
        INDArray x = Nd4j.create(type, shape);
        for (long i = 0; i < x.length(); i++) {
            x.putScalar(i, random.nextGaussian());
        }
        return x;
    }
}
