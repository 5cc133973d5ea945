package serlab.model.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Convolutions of sequences and their gradients against sums in double, at the sizes that networks have. */
class SequenceProductsTest {
    private static final int CHANNELS = 96;
    private static final int FILTERS = 64;

    @ParameterizedTest
    @CsvSource({"3, 14, 32", "3, 15, 3", "5, 54, 40", "5, 27, 5", "5, 1, 2", "5, 2100, 1", "7, 54, 40"})
    void roundingIsSmall(int taps, int length, int clips) {
        Random random = new Random(5);
        float[] x = random(random, clips * CHANNELS * length);
        float[] kernel = random(random, FILTERS * CHANNELS * taps);
        float[] bias = random(random, FILTERS);
        float[] above = random(random, clips * FILTERS * length);
        SequenceProducts products = SequenceProducts.of(CHANNELS, FILTERS, taps, length, clips, Cores.ONE);
        assertEquals(taps == 5 ? WinogradConvolution.class : TapGemmConvolution.class, products.getClass());
        float[] y = new float[above.length];
        float[] below = new float[x.length];
        float[] kernelGradient = new float[kernel.length];
        float[] biasGradient = new float[FILTERS];
        for (int again = 0; again < 2; again++) {
            Arrays.fill(biasGradient, 0);
            products.forward(FloatBuffer.wrap(x), FloatBuffer.wrap(kernel), bias, FloatBuffer.wrap(y), clips);
            products.backward(FloatBuffer.wrap(x), FloatBuffer.wrap(above), FloatBuffer.wrap(kernelGradient), biasGradient,
                    FloatBuffer.wrap(below), clips);
        }
        double[] exactY = new double[y.length];
        double[] exactBelow = new double[below.length];
        double[] exactKernel = new double[kernel.length];
        double[] exactBias = new double[FILTERS];
        for (int clip = 0; clip < clips; clip++) {
            for (int f = 0; f < FILTERS; f++) {
                for (int t = 0; t < length; t++) {
                    int at = (clip * FILTERS + f) * length + t;
                    exactY[at] = bias[f];
                    exactBias[f] += above[at];
                    for (int tap = Math.max(0, taps / 2 - t); tap < Math.min(taps, length + taps / 2 - t); tap++) {
                        for (int c = 0; c < CHANNELS; c++) {
                            int input = (clip * CHANNELS + c) * length + t + tap - taps / 2;
                            int weight = (f * CHANNELS + c) * taps + tap;
                            exactY[at] += (double) kernel[weight] * x[input];
                            exactBelow[input] += (double) kernel[weight] * above[at];
                            exactKernel[weight] += (double) x[input] * above[at];
                        }
                    }
                }
            }
        }
        assertClose(exactY, y);
        assertClose(exactBelow, below);
        assertClose(exactKernel, kernelGradient);
        assertClose(exactBias, biasGradient);
    }

    @ParameterizedTest
    @CsvSource({"3", "5"})
    void theCoefficientsAreThoseOfAConvolution(int taps) {
        WinogradFilter filter = WinogradFilter.of(taps);
        for (int output = 0; output < WinogradFilter.OUTPUTS; output++) {
            for (int tap = 0; tap < taps; tap++) {
                for (int input = 0; input < filter.inputs().length; input++) {
                    double product = 0;
                    for (int j = 0; j < filter.inputs().length; j++) {
                        product += (double) filter.outputs()[output][j] * filter.kernel()[j][tap] * filter.inputs()[j][input];
                    }
                    assertEquals(input == output + tap ? 1 : 0, product, 1e-6);
                }
            }
        }
    }

    private static float[] random(Random random, int size) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static void assertClose(double[] exact, float[] found) {
        double largest = Arrays.stream(exact).map(Math::abs).max().orElseThrow();
        assertTrue(largest > 1);
        for (int i = 0; i < exact.length; i++) {
            assertEquals(exact[i], found[i], 1e-5 * largest);
        }
    }
}
