package serlab.model.layer;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Convolution of sequences by {@link WinogradFilter}: as many matrix products as the kernel has taps and three more, each over
 * a quarter of the time steps. For five taps that is two fifths of the multiplications, at the price of some additions before
 * and after. Gradients are the transposed products. Clips are taken in groups that fit the processor's cache.
 *
 * <p>Rounding differs from that of direct convolution by less than 1e-5 of the largest output.
 */
final class WinogradConvolution implements SequenceProducts {
    /** Outputs that are computed together. */
    private static final int TILE = WinogradFilter.OUTPUTS;
    /** Tiles in a group. */
    private static final int COLUMNS = 512;

    private final int channels;
    private final int filters;
    private final int taps;
    private final int length;
    private final int products;
    private final int tiles;
    private final int group;
    private final int width;
    private final WinogradFilter filter;
    /** Its matrices mirrored, for the gradients. */
    private final WinogradFilter mirrored;
    /** One row of one clip with the padding; its values at places of the same remainder. */
    private final float[] padded;
    private final float[][] phases;
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
        products = taps + TILE - 1;
        tiles = (length + TILE - 1) / TILE;
        group = group(clips);
        width = group * tiles;
        filter = WinogradFilter.of(taps);
        mirrored = filter.mirrored();
        phases = new float[TILE][tiles + (products - 1) / TILE];
        padded = new float[TILE * phases[0].length];
        rows = new float[products][Math.max(width, channels)];
        sum = new float[Math.max(width, channels)];
        kernelRow = new float[channels * taps];
        kernels = SequenceProducts.zeros((long) products * filters * channels);
        inputs = SequenceProducts.zeros((long) products * channels * width);
        outputs = SequenceProducts.zeros((long) products * filters * width);
    }

    private int group(int clips) {
        return Math.max(1, Math.min(clips, COLUMNS / tiles));
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
                SequenceProducts.multiply(CblasNoTrans, CblasNoTrans, filters, count * tiles, channels, kernel(kernels, j),
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
                SequenceProducts.multiply(CblasNoTrans, CblasTrans, filters, channels, count * tiles, output(j), width, input(j),
                        width, first == 0 ? 0 : 1, kernel(kernelGradients, j), channels);
            }
            if (below != null) {
                for (int j = 0; j < products; j++) {
                    SequenceProducts.multiply(CblasTrans, CblasNoTrans, channels, count * tiles, filters, kernel(kernels, j),
                            channels, output(j), width, 0, input(j), width);
                }
                unpackInputGradients(below, first, count);
            }
        }
        unpackKernelGradients(kernelGradient);
    }

    @Override
    public void close() {
        Stream.of(kernels, inputs, outputs, kernelGradients).filter(Objects::nonNull).forEach(FloatPointer::close);
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
                ChannelKernels.combine(rows, filter.kernel()[j], sum, channels);
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
                ChannelKernels.combine(rows, mirrored.kernel()[tap], sum, channels);
                for (int c = 0; c < channels; c++) {
                    kernelRow[c * taps + tap] = sum[c];
                }
            }
            kernelGradient.put(f * channels * taps, kernelRow, 0, channels * taps);
        }
    }

    /** {@code B d} of every tile of outputs, from {@code [clips, channels, length]} to {@code [products, channels, tiles]}. */
    private void packInputs(FloatBuffer x, int first, int count) {
        FloatBuffer packed = inputs.asBuffer();
        for (int c = 0; c < channels; c++) {
            for (int clip = 0; clip < count; clip++) {
                x.get(((first + clip) * channels + c) * length, padded, (taps - 1) / 2, length);
                ChannelKernels.deal(padded, phases, 0, phases[0].length);
                for (int i = 0; i < products; i++) {
                    System.arraycopy(phases[i % TILE], i / TILE, rows[i], clip * tiles, tiles);
                }
            }
            for (int j = 0; j < products; j++) {
                ChannelKernels.combine(rows, filter.inputs()[j], sum, count * tiles);
                packed.put((j * channels + c) * width, sum, 0, count * tiles);
            }
        }
    }

    /** The transpose of {@link #packInputs}. */
    private void unpackInputGradients(FloatBuffer below, int first, int count) {
        FloatBuffer packed = inputs.asBuffer();
        float[][] gradients = new float[products][count * tiles];
        float[] line = new float[padded.length];
        for (int c = 0; c < channels; c++) {
            for (int j = 0; j < products; j++) {
                packed.get((j * channels + c) * width, rows[j], 0, count * tiles);
            }
            for (int i = 0; i < products; i++) {
                ChannelKernels.combine(rows, mirrored.inputs()[i], gradients[i], count * tiles);
            }
            for (int clip = 0; clip < count; clip++) {
                for (float[] phase : phases) {
                    Arrays.fill(phase, 0);
                }
                for (int i = 0; i < products; i++) {
                    float[] phase = phases[i % TILE];
                    for (int t = 0; t < tiles; t++) {
                        phase[t + i / TILE] += gradients[i][clip * tiles + t];
                    }
                }
                ChannelKernels.interleave(phases, 0, line, phases[0].length, 0);
                below.put(((first + clip) * channels + c) * length, line, (taps - 1) / 2, length);
            }
        }
    }

    /** {@code A} times the products, from {@code [products, filters, tiles]} to {@code [clips, filters, length]}. */
    private void unpackOutputs(FloatBuffer y, int first, int count, float[] bias) {
        FloatBuffer packed = outputs.asBuffer();
        int n = count * tiles;
        float[][] parts = new float[TILE][n];
        float[] line = new float[TILE * tiles];
        for (int f = 0; f < filters; f++) {
            for (int j = 0; j < products; j++) {
                packed.get((j * filters + f) * width, rows[j], 0, n);
            }
            for (int i = 0; i < TILE; i++) {
                ChannelKernels.combine(rows, filter.outputs()[i], parts[i], n);
            }
            float shift = bias == null ? 0 : bias[f];
            for (int clip = 0; clip < count; clip++) {
                ChannelKernels.interleave(parts, clip * tiles, line, tiles, shift);
                y.put(((first + clip) * filters + f) * length, line, 0, length);
            }
        }
    }

    /** The transpose of {@link #unpackOutputs}. */
    private void packOutputGradients(FloatBuffer above, int first, int count, float[] biasGradient) {
        FloatBuffer packed = outputs.asBuffer();
        float[] line = new float[TILE * tiles];
        for (int f = 0; f < filters; f++) {
            for (int clip = 0; clip < count; clip++) {
                above.get(((first + clip) * filters + f) * length, line, 0, length);
                if (biasGradient != null) {
                    biasGradient[f] += (float) ChannelKernels.sum(line, length);
                }
                ChannelKernels.deal(line, rows, clip * tiles, tiles);
            }
            for (int j = 0; j < products; j++) {
                ChannelKernels.combine(rows, mirrored.outputs()[j], sum, count * tiles);
                packed.put((j * filters + f) * width, sum, 0, count * tiles);
            }
        }
    }
}
