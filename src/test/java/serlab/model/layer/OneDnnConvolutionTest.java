package serlab.model.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Convolutions of images and their gradients against sums in double, and against Deeplearning4j's helper. */
class OneDnnConvolutionTest {
    /** Of the largest value. Winograd's filtering F(4 x 4, 3 x 3) loses more than plain sums; a wrong term comes to percents. */
    private static final double ROUNDING = 2e-5;

    @ParameterizedTest
    @CsvSource({
        // clips, channels, height, width, filters, rows and columns of the kernel, bias
        "5, 16, 20, 17, 32, 3, 3, true", "3, 32, 9, 9, 64, 3, 3, false", "4, 5, 7, 11, 6, 3, 3, true", "2, 16, 4, 4, 16, 3, 3, true",
        "2, 8, 12, 9, 16, 5, 3, false", "1, 16, 1, 1, 16, 3, 3, true", "3, 7, 5, 6, 3, 1, 1, true"})
    void equalsSumsInDouble(int clips, int channels, int height, int width, int filters, int kernelHeight, int kernelWidth,
                            boolean bias) {
        ConvolutionShape shape = new ConvolutionShape(clips, channels, height, width, filters, kernelHeight, kernelWidth);
        OneDnnConvolution convolution = new OneDnnConvolution(shape, bias);
        Random random = new Random(3);
        for (int again = 0; again < 2; again++) {
            float[] x = random(random, clips * channels * height * width);
            float[] kernel = random(random, filters * channels * kernelHeight * kernelWidth);
            float[] biases = bias ? random(random, filters) : new float[filters];
            float[] above = random(random, clips * filters * height * width);
            FloatPointer y = new FloatPointer(above.length);
            FloatPointer below = new FloatPointer(x.length);
            FloatPointer kernelGradient = new FloatPointer(kernel.length);
            FloatPointer biasGradient = new FloatPointer(filters);
            convolution.forward(new FloatPointer(x), new FloatPointer(kernel), bias ? new FloatPointer(biases) : null, y);
            for (int twice = 0; twice < 2; twice++) {
                convolution.backward(new FloatPointer(x), new FloatPointer(kernel), new FloatPointer(above), kernelGradient,
                        bias ? biasGradient : null, below);
            }
            double[] exactY = new double[above.length];
            double[] exactBelow = new double[x.length];
            double[] exactKernel = new double[kernel.length];
            double[] exactBias = new double[filters];
            for (int at = 0; at < above.length; at++) {
                int column = at % width;
                int row = at / width % height;
                int f = at / (width * height) % filters;
                int clip = at / (width * height * filters);
                exactY[at] += biases[f];
                exactBias[f] += above[at];
                for (int tap = 0; tap < channels * kernelHeight * kernelWidth; tap++) {
                    int i = row + tap / kernelWidth % kernelHeight - kernelHeight / 2;
                    int j = column + tap % kernelWidth - kernelWidth / 2;
                    if (i >= 0 && i < height && j >= 0 && j < width) {
                        int input = ((clip * channels + tap / (kernelWidth * kernelHeight)) * height + i) * width + j;
                        int weight = f * channels * kernelHeight * kernelWidth + tap;
                        exactY[at] += (double) kernel[weight] * x[input];
                        exactBelow[input] += (double) kernel[weight] * above[at];
                        exactKernel[weight] += (double) x[input] * above[at];
                    }
                }
            }
            assertClose(exactY, y);
            assertClose(exactBelow, below);
            assertClose(exactKernel, kernelGradient);
            if (bias) {
                assertClose(exactBias, biasGradient);
            }
        }
    }

    @Test
    void equalsItselfBitForBit() {
        ConvolutionShape shape = new ConvolutionShape(4, 16, 13, 10, 32, 3, 3);
        FloatPointer x = new FloatPointer(random(new Random(1), 4 * 16 * 130));
        FloatPointer kernel = new FloatPointer(random(new Random(2), 32 * 16 * 9));
        float[] first = new float[4 * 32 * 130];
        float[] second = new float[first.length];
        FloatPointer y = new FloatPointer(first.length);
        new OneDnnConvolution(shape, false).forward(x, kernel, null, y);
        y.get(first);
        new OneDnnConvolution(shape, false).forward(x, kernel, null, y);
        y.get(second);
        assertArrayEquals(first, second);
    }

    /** Where there is no such library the layer goes through Deeplearning4j's helper. */
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void equalsTheHelper(boolean bias) {
        assertTrue(OneDnnLibrary.isAvailable());
        LeanConvolution settings = LeanConvolution.of(16, new int[] {3, 3}, new int[] {1, 1}, bias, false);
        settings.setNIn(16);
        NeuralNetConfiguration configuration = new NeuralNetConfiguration.Builder().seed(1).dataType(DataType.FLOAT).layer(settings)
                .build();
        int count = 16 * 16 * 9 + (bias ? 16 : 0);
        INDArray parameters = Nd4j.create(random(new Random(2), count), new long[] {1, count});
        INDArray x = Nd4j.create(random(new Random(3), 3 * 16 * 88), new long[] {3, 16, 8, 11}, 'c');
        INDArray above = Nd4j.create(random(new Random(4), 3 * 16 * 88), new long[] {3, 16, 8, 11}, 'c');
        INDArray[] outputs = new INDArray[2];
        INDArray[] gradients = new INDArray[2];
        INDArray[] below = new INDArray[2];
        for (int i = 0; i < 2; i++) {
            LeanConvolutionLayer layer = settings.spedUp(configuration, null, 0, parameters, false, i == 0);
            gradients[i] = Nd4j.zeros(DataType.FLOAT, parameters.shape());
            layer.setBackpropGradientsViewArray(gradients[i]);
            layer.setInput(x, LayerWorkspaceMgr.noWorkspaces());
            outputs[i] = layer.activate(true, LayerWorkspaceMgr.noWorkspaces());
            Pair<Gradient, INDArray> result = layer.backpropGradient(above, LayerWorkspaceMgr.noWorkspaces());
            below[i] = result.getSecond();
        }
        assertEquals(0, outputs[0].sub(outputs[1]).amaxNumber().doubleValue(), ROUNDING * outputs[1].amaxNumber().doubleValue());
        assertEquals(0, gradients[0].sub(gradients[1]).amaxNumber().doubleValue(), ROUNDING * gradients[1].amaxNumber().doubleValue());
        assertEquals(0, below[0].sub(below[1]).amaxNumber().doubleValue(), ROUNDING * below[1].amaxNumber().doubleValue());
        assertTrue(gradients[0].amaxNumber().doubleValue() > 1);
    }

    private static void assertClose(double[] exact, FloatPointer values) {
        double largest = 0;
        for (double value : exact) {
            largest = Math.max(largest, Math.abs(value));
        }
        for (int i = 0; i < exact.length; i++) {
            assertEquals(exact[i], values.get(i), ROUNDING * largest, "value " + i);
        }
    }

    private static float[] random(Random random, int size) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
