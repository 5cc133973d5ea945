package serlab.model.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** The fused layer against batch normalization, ReLU and max pooling as Deeplearning4j has them. */
class FusedBatchNormTest {
    private static final String HELPERS_OFF = "org.eclipse.deeplearning4j.helpers.disable";
    private static final int CHANNELS = 3;
    private static final int CLASSES = 4;

    @AfterEach
    void helpersOn() {
        System.setProperty(HELPERS_OFF, "false");
    }

    @ParameterizedTest
    @CsvSource({"8, 12, 1, 1", "8, 12, 2, 2", "9, 13, 2, 2", "9, 12, 3, 3", "11, 7, 3, 3", "7, 10, 1, 2", "5, 5, 3, 2"})
    void equalsTheStockLayersBeforeAndAfterTraining(int height, int width, int poolHeight, int poolWidth) {
        ComputationGraph fused = graph(fused(poolHeight, poolWidth), DataType.FLOAT, height, width);
        System.setProperty(HELPERS_OFF, "true");
        ComputationGraph stock = graph(stock(poolHeight, poolWidth), DataType.FLOAT, height, width);
        disturb(fused);
        stock.setParams(fused.params());
        INDArray x = input(5, height, width, 1);
        assertSame(stock.outputSingle(x), fused.outputSingle(x), "first output");
        INDArray before = fused.params().dup();
        for (int step = 0; step < 5; step++) {
            INDArray batch = input(5 + step % 2, height, width, 10 + step);
            INDArray targets = targets((int) batch.size(0));
            fused.fit(new INDArray[] {batch}, new INDArray[] {targets});
            stock.fit(new INDArray[] {batch}, new INDArray[] {targets});
        }
        assertTrue(before.distance2(fused.params()) > 0.01, "training moved nothing");
        for (String name : new String[] {"gamma", "beta", "mean", "var"}) {
            INDArray moved = fused.getParam("norm_" + name);
            assertSame(stock.getParam("norm_" + name), moved, name);
        }
        assertSame(stock.getParam("out_W"), fused.getParam("out_W"), "weights above");
        assertSame(stock.outputSingle(x), fused.outputSingle(x), "last output");
    }

    @Test
    void inferenceIsTheFormula() {
        ComputationGraph graph = graph(fused(1, 2), DataType.FLOAT, 1, 4);
        graph.getParam("norm_gamma").assign(Nd4j.createFromArray(new float[][] {{2, -1, 1}}));
        graph.getParam("norm_beta").assign(Nd4j.createFromArray(new float[][] {{1, 0, -100}}));
        graph.getParam("norm_mean").assign(Nd4j.createFromArray(new float[][] {{3, 0, 0}}));
        graph.getParam("norm_var").assign(Nd4j.createFromArray(new float[][] {{4 - 1e-5f, 1 - 1e-5f, 1}}));
        INDArray x = Nd4j.createFromArray(new float[] {1, 5, 3, 2, -1, -4, 2, 3, 9, 9, 9, 9}).reshape(1, 3, 1, 4);
        float[] y = graph.feedForward(x, false).get("norm").dup('c').reshape(6).toFloatVector();
        float[] expected = {3, 1, 4, 0, 0, 0};
        for (int i = 0; i < 6; i++) {
            assertEquals(expected[i], y[i], 1e-5, "value " + i);
        }
    }

    @Test
    void aNetworkInDoubleIsRefusedWithWhatToUseInstead() {
        IllegalArgumentException error = assertThrows(IllegalArgumentException.class,
                () -> graph(fused(2, 2), DataType.DOUBLE, 8, 8));
        assertEquals("FusedBatchNorm computes in FLOAT, the network in DOUBLE: use BatchNormalization, "
                + "ActivationLayer and SubsamplingLayer instead", error.getMessage());
    }

    @Test
    void aWindowLargerThanTheInputIsRefused() {
        String message = assertThrows(IllegalArgumentException.class,
                () -> new FusedBatchNorm(3, 3).getOutputType(0, InputType.convolutional(2, 9, 1))).getMessage();
        assertEquals("pooling window 3x3 is larger than its input 2x9", message);
    }

    @ParameterizedTest
    @CsvSource({"0, 2", "2, 0", "12, 2", "2, 12"})
    void aWindowOutOfRangeIsRefused(int height, int width) {
        assertThrows(IllegalArgumentException.class, () -> new FusedBatchNorm(height, width));
    }

    @Test
    void theConfigurationSurvivesJson() {
        ComputationGraphConfiguration configuration = graph(fused(2, 3), DataType.FLOAT, 9, 9).getConfiguration();
        ComputationGraphConfiguration back = ComputationGraphConfiguration.fromJson(configuration.toJson());
        assertEquals(configuration.toJson(), back.toJson());
        assertEquals(configuration.getVertices(), back.getVertices());
        assertNotEquals(configuration.getVertices(),
                graph(fused(3, 2), DataType.FLOAT, 9, 9).getConfiguration().getVertices());
    }

    /** Adds layers between input and output; gives the name of the last. */
    private interface Middle {
        String add(GraphBuilder graph);
    }

    private static Middle fused(int poolHeight, int poolWidth) {
        return graph -> {
            graph.addLayer("norm", new FusedBatchNorm(poolHeight, poolWidth), "in");
            return "norm";
        };
    }

    private static Middle stock(int poolHeight, int poolWidth) {
        return graph -> {
            graph.addLayer("norm", new BatchNormalization.Builder().useLogStd(false).build(), "in");
            graph.addLayer("relu", new ActivationLayer.Builder().activation(Activation.RELU).build(), "norm");
            graph.addLayer("pool", new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                    .kernelSize(poolHeight, poolWidth).stride(poolHeight, poolWidth).build(), "relu");
            return "pool";
        };
    }

    private static ComputationGraphConfiguration configuration(Middle middle, DataType type, int height, int width) {
        GraphBuilder graph = new NeuralNetConfiguration.Builder().seed(1).dataType(type).updater(new Sgd(0.05))
                .graphBuilder().addInputs("in").setInputTypes(InputType.convolutional(height, width, CHANNELS));
        graph.addLayer("out", new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT).nOut(CLASSES)
                .activation(Activation.SOFTMAX).build(), middle.add(graph)).setOutputs("out");
        return graph.build();
    }

    private static ComputationGraph graph(Middle middle, DataType type, int height, int width) {
        ComputationGraph graph = new ComputationGraph(configuration(middle, type, height, width));
        graph.init();
        return graph;
    }

    /** Gives the layer parameters that matter, a negative gamma among them. */
    private static void disturb(ComputationGraph graph) {
        graph.getParam("norm_gamma").assign(Nd4j.createFromArray(new float[][] {{1.5f, -0.8f, 0.4f}}));
        graph.getParam("norm_beta").assign(Nd4j.createFromArray(new float[][] {{0.1f, 0.3f, -0.2f}}));
        graph.getParam("norm_mean").assign(Nd4j.createFromArray(new float[][] {{0.5f, -0.3f, 0.2f}}));
        graph.getParam("norm_var").assign(Nd4j.createFromArray(new float[][] {{2f, 0.5f, 1.3f}}));
    }

    private static INDArray input(int clips, int height, int width, long seed) {
        Random random = new Random(seed);
        float[] values = new float[clips * CHANNELS * height * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (0.3 + 1.4 * random.nextGaussian());
        }
        return Nd4j.create(values, new long[] {clips, CHANNELS, height, width}, 'c');
    }

    private static INDArray targets(int clips) {
        INDArray targets = Nd4j.zeros(DataType.FLOAT, clips, CLASSES);
        for (int i = 0; i < clips; i++) {
            targets.putScalar(i, i % CLASSES, 1);
        }
        return targets;
    }

    private static void assertSame(INDArray expected, INDArray found, String what) {
        assertEquals(0, expected.sub(found).amaxNumber().doubleValue(), 1e-4, what);
    }
}
