package serlab.model.layer;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Convolution of sequences by {@link WinogradFilter}: as many matrix products as the kernel has taps and one more, each over
 * half of the time steps. For five taps that is six tenths of the multiplications, at the price of some additions before
 * and after. Gradients are the transposed products. Clips are taken in groups that fit the processor's cache.
 *
 * <p>Rounding differs from that of direct convolution by less than 1e-5 of the largest output.
 */
final class WinogradConvolution implements SequenceProducts {
    /** Pairs of outputs in a group. */
    private static final int COLUMNS = 1024;

    private final int channels;
    private final int filters;
    private final int taps;
    private final int length;
    private final int products;
    private final int pairs;
    private final int group;
    private final int width;
    private final WinogradFilter filter;
    /** Its matrices mirrored, for the gradients. */
    private final WinogradFilter mirrored;
    /** One row of one clip with the padding; its values at even and at odd places. */
    private final float[] padded;
    private final float[] even;
    private final float[] odd;
    /** One row of all clips of a group, once for each product. */
    private final float[][] rows;
    private final float[] sum;
    private final float[] kernelRow;
    private final FloatPointer kernels;
    private final FloatPointer inputs;
    private final FloatPointer outputs;
    private FloatPointer kernelGradients;

    /** Arguments as of {@link SequenceProducts#of}; at most five taps. */
    WinogradConvolution(int channels, int filters, int taps, int length, int clips) {
        this.channels = channels;
        this.filters = filters;
        this.taps = taps;
        this.length = length;
        products = taps + 1;
        pairs = (length + 1) / 2;
        group = group(clips);
        width = group * pairs;
        filter = WinogradFilter.of(taps);
        mirrored = filter.mirrored();
        int half = pairs + products / 2 - 1;
        padded = new float[2 * half];
        even = new float[half];
        odd = new float[half];
        rows = new float[products][Math.max(width, channels)];
        sum = new float[Math.max(width, channels)];
        kernelRow = new float[channels * taps];
        kernels = SequenceProducts.zeros((long) products * filters * channels);
        inputs = SequenceProducts.zeros((long) products * channels * width);
        outputs = SequenceProducts.zeros((long) products * filters * width);
    }

    private int group(int clips) {
        return Math.max(1, Math.min(clips, COLUMNS / pairs));
    }

    @Override
    public boolean fits(int otherLength, int clips) {
        return otherLength == length && group == group(clips);
    }

    @Override
    public void forward(FloatBuffer x, FloatBuffer kernel, float[] bias, FloatBuffer y, int clips) {
        packKernels(kernel);
        for (int first = 0; first < clips; first += group) {
            int count = Math.min(group, clips - first);
            packInputs(x, first, count);
            for (int j = 0; j < products; j++) {
                SequenceProducts.multiply(CblasNoTrans, CblasNoTrans, filters, count * pairs, channels, kernel(kernels, j),
                        channels, input(j), width, 0, output(j), width);
            }
            unpackOutputs(y, first, count, bias);
        }
    }

    @Override
    public void backward(FloatBuffer x, FloatBuffer above, FloatBuffer kernelGradient, float[] biasGradient, FloatBuffer below,
                         int clips) {
        if (kernelGradients == null) {
            kernelGradients = SequenceProducts.zeros((long) products * filters * channels);
        }
        for (int first = 0; first < clips; first += group) {
            int count = Math.min(group, clips - first);
            packInputs(x, first, count);
            packOutputGradients(above, first, count, biasGradient);
            for (int j = 0; j < products; j++) {
                SequenceProducts.multiply(CblasNoTrans, CblasTrans, filters, channels, count * pairs, output(j), width, input(j),
                        width, first == 0 ? 0 : 1, kernel(kernelGradients, j), channels);
            }
            if (below != null) {
                for (int j = 0; j < products; j++) {
                    SequenceProducts.multiply(CblasTrans, CblasNoTrans, channels, count * pairs, filters, kernel(kernels, j),
                            channels, output(j), width, 0, input(j), width);
                }
                unpackInputGradients(below, first, count);
            }
        }
        unpackKernelGradients(kernelGradient);
    }

    private FloatPointer kernel(FloatPointer all, int product) {
        return all.getPointer((long) product * filters * channels);
    }

    private FloatPointer input(int product) {
        return inputs.getPointer((long) product * channels * width);
    }

    private FloatPointer output(int product) {
        return outputs.getPointer((long) product * filters * width);
    }

    /** {@code sum = sum over j of factors[j] rows[j]}. */
    private void combine(float[] factors, int n) {
        Arrays.fill(sum, 0, n, 0);
        for (int j = 0; j < factors.length; j++) {
            if (factors[j] != 0) {
                ChannelKernels.addScaled(rows[j], sum, n, factors[j]);
            }
        }
    }

    /** {@code G w}, from {@code [filters, channels, taps]} to {@code [products, filters, channels]}. */
    private void packKernels(FloatBuffer kernel) {
        FloatBuffer packed = kernels.asBuffer();
        for (int f = 0; f < filters; f++) {
            kernel.get(f * channels * taps, kernelRow, 0, channels * taps);
            for (int tap = 0; tap < taps; tap++) {
                for (int c = 0; c < channels; c++) {
                    rows[tap][c] = kernelRow[c * taps + tap];
                }
            }
            for (int j = 0; j < products; j++) {
                combine(filter.kernel()[j], channels);
                packed.put((j * filters + f) * channels, sum, 0, channels);
            }
        }
    }

    /** The transpose of {@link #packKernels}. */
    private void unpackKernelGradients(FloatBuffer kernelGradient) {
        FloatBuffer packed = kernelGradients.asBuffer();
        for (int f = 0; f < filters; f++) {
            for (int j = 0; j < products; j++) {
                packed.get((j * filters + f) * channels, rows[j], 0, channels);
            }
            for (int tap = 0; tap < taps; tap++) {
                combine(mirrored.kernel()[tap], channels);
                for (int c = 0; c < channels; c++) {
                    kernelRow[c * taps + tap] = sum[c];
                }
            }
            kernelGradient.put(f * channels * taps, kernelRow, 0, channels * taps);
        }
    }

    /** {@code B d} of every pair of outputs, from {@code [clips, channels, length]} to {@code [products, channels, pairs]}. */
    private void packInputs(FloatBuffer x, int first, int count) {
        FloatBuffer packed = inputs.asBuffer();
        for (int c = 0; c < channels; c++) {
            for (int clip = 0; clip < count; clip++) {
                x.get(((first + clip) * channels + c) * length, padded, (taps - 1) / 2, length);
                for (int i = 0; i < even.length; i++) {
                    even[i] = padded[2 * i];
                    odd[i] = padded[2 * i + 1];
                }
                for (int i = 0; i < products; i++) {
                    System.arraycopy(i % 2 == 0 ? even : odd, i / 2, rows[i], clip * pairs, pairs);
                }
            }
            for (int j = 0; j < products; j++) {
                combine(filter.inputs()[j], count * pairs);
                packed.put((j * channels + c) * width, sum, 0, count * pairs);
            }
        }
    }

    /** The transpose of {@link #packInputs}. */
    private void unpackInputGradients(FloatBuffer below, int first, int count) {
        FloatBuffer packed = inputs.asBuffer();
        float[] gradients = new float[products * count * pairs];
        float[] line = new float[padded.length];
        for (int c = 0; c < channels; c++) {
            for (int j = 0; j < products; j++) {
                packed.get((j * channels + c) * width, rows[j], 0, count * pairs);
            }
            for (int i = 0; i < products; i++) {
                combine(mirrored.inputs()[i], count * pairs);
                System.arraycopy(sum, 0, gradients, i * count * pairs, count * pairs);
            }
            for (int clip = 0; clip < count; clip++) {
                Arrays.fill(even, 0);
                Arrays.fill(odd, 0);
                for (int i = 0; i < products; i++) {
                    float[] half = i % 2 == 0 ? even : odd;
                    int from = (i * count + clip) * pairs;
                    for (int t = 0; t < pairs; t++) {
                        half[t + i / 2] += gradients[from + t];
                    }
                }
                for (int i = 0; i < even.length; i++) {
                    line[2 * i] = even[i];
                    line[2 * i + 1] = odd[i];
                }
                below.put(((first + clip) * channels + c) * length, line, (taps - 1) / 2, length);
            }
        }
    }

    /** {@code A} times the products, from {@code [products, filters, pairs]} to {@code [clips, filters, length]}. */
    private void unpackOutputs(FloatBuffer y, int first, int count, float[] bias) {
        FloatBuffer packed = outputs.asBuffer();
        int n = count * pairs;
        float[] firsts = new float[n];
        float[] line = new float[2 * pairs];
        for (int f = 0; f < filters; f++) {
            for (int j = 0; j < products; j++) {
                packed.get((j * filters + f) * width, rows[j], 0, n);
            }
            combine(filter.outputs()[0], n);
            System.arraycopy(sum, 0, firsts, 0, n);
            combine(filter.outputs()[1], n);
            float shift = bias == null ? 0 : bias[f];
            for (int clip = 0; clip < count; clip++) {
                for (int t = 0; t < pairs; t++) {
                    line[2 * t] = firsts[clip * pairs + t] + shift;
                    line[2 * t + 1] = sum[clip * pairs + t] + shift;
                }
                y.put(((first + clip) * filters + f) * length, line, 0, length);
            }
        }
    }

    /** The transpose of {@link #unpackOutputs}. */
    private void packOutputGradients(FloatBuffer above, int first, int count, float[] biasGradient) {
        FloatBuffer packed = outputs.asBuffer();
        float[] line = new float[2 * pairs];
        for (int f = 0; f < filters; f++) {
            for (int clip = 0; clip < count; clip++) {
                above.get(((first + clip) * filters + f) * length, line, 0, length);
                if (biasGradient != null) {
                    biasGradient[f] += (float) ChannelKernels.sum(line, length);
                }
                for (int t = 0; t < pairs; t++) {
                    rows[0][clip * pairs + t] = line[2 * t];
                    rows[1][clip * pairs + t] = line[2 * t + 1];
                }
            }
            for (int j = 0; j < products; j++) {
                combine(mirrored.outputs()[j], count * pairs);
                packed.put((j * filters + f) * width, sum, 0, count * pairs);
            }
        }
    }
}
