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
    private final Cores cores;
    private final Cores.Spare<Rows> spare;
    private final FloatPointer kernels;
    private final FloatPointer inputs;
    private final FloatPointer outputs;
    private FloatPointer kernelGradients;

    /** What a thread needs for one channel or filter. */
    private final class Rows {
        /** One row of one clip with the padding; its values at places of the same remainder. */
        final float[] padded;
        final float[][] phases;
        /** One row of all clips of a group, once for each product. */
        final float[][] rows;
        final float[][] combined;
        final float[] sum;
        final float[] kernelRow;
        final float[] line;
        /** One row of gradients, with zeros behind it. */
        final float[] gradient;

        Rows() {
            phases = new float[TILE][tiles + (products - 1) / TILE];
            padded = new float[TILE * phases[0].length];
            rows = new float[products][Math.max(width, channels)];
            combined = new float[products][width];
            sum = new float[Math.max(width, channels)];
            kernelRow = new float[channels * taps];
            line = new float[padded.length];
            gradient = new float[TILE * tiles];
        }
    }

    /** Arguments as of {@link SequenceProducts#of}; at most five taps. */
    WinogradConvolution(int channels, int filters, int taps, int length, int clips, Cores cores) {
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
        this.cores = cores;
        spare = new Cores.Spare<>(Rows::new);
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
            cores.each(products, j -> SequenceProducts.multiply(CblasNoTrans, CblasNoTrans, filters, count * tiles, channels,
                    kernel(kernels, j), channels, input(j), width, 0, output(j), width));
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
            float keep = first == 0 ? 0 : 1;
            cores.each(products, j -> {
                SequenceProducts.multiply(CblasNoTrans, CblasTrans, filters, channels, count * tiles, output(j), width, input(j),
                        width, keep, kernel(kernelGradients, j), channels);
                if (below != null) {
                    SequenceProducts.multiply(CblasTrans, CblasNoTrans, channels, count * tiles, filters, kernel(kernels, j),
                            channels, output(j), width, 0, input(j), width);
                }
            });
            if (below != null) {
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
        cores.each(filters, spare, (own, f) -> {
            kernel.get(f * channels * taps, own.kernelRow, 0, channels * taps);
            for (int tap = 0; tap < taps; tap++) {
                for (int c = 0; c < channels; c++) {
                    own.rows[tap][c] = own.kernelRow[c * taps + tap];
                }
            }
            for (int j = 0; j < products; j++) {
                ChannelKernels.combine(own.rows, filter.kernel()[j], own.sum, channels);
                packed.put((j * filters + f) * channels, own.sum, 0, channels);
            }
        });
    }

    /** The transpose of {@link #packKernels}. */
    private void unpackKernelGradients(FloatBuffer kernelGradient) {
        FloatBuffer packed = kernelGradients.asBuffer();
        cores.each(filters, spare, (own, f) -> {
            for (int j = 0; j < products; j++) {
                packed.get((j * filters + f) * channels, own.rows[j], 0, channels);
            }
            for (int tap = 0; tap < taps; tap++) {
                ChannelKernels.combine(own.rows, mirrored.kernel()[tap], own.sum, channels);
                for (int c = 0; c < channels; c++) {
                    own.kernelRow[c * taps + tap] = own.sum[c];
                }
            }
            kernelGradient.put(f * channels * taps, own.kernelRow, 0, channels * taps);
        });
    }

    /** {@code B d} of every tile of outputs, from {@code [clips, channels, length]} to {@code [products, channels, tiles]}. */
    private void packInputs(FloatBuffer x, int first, int count) {
        FloatBuffer packed = inputs.asBuffer();
        cores.each(channels, spare, (own, c) -> {
            for (int clip = 0; clip < count; clip++) {
                x.get(((first + clip) * channels + c) * length, own.padded, (taps - 1) / 2, length);
                ChannelKernels.deal(own.padded, own.phases, 0, own.phases[0].length);
                for (int i = 0; i < products; i++) {
                    System.arraycopy(own.phases[i % TILE], i / TILE, own.rows[i], clip * tiles, tiles);
                }
            }
            for (int j = 0; j < products; j++) {
                ChannelKernels.combine(own.rows, filter.inputs()[j], own.sum, count * tiles);
                packed.put((j * channels + c) * width, own.sum, 0, count * tiles);
            }
        });
    }

    /** The transpose of {@link #packInputs}. */
    private void unpackInputGradients(FloatBuffer below, int first, int count) {
        FloatBuffer packed = inputs.asBuffer();
        cores.each(channels, spare, (own, c) -> {
            for (int j = 0; j < products; j++) {
                packed.get((j * channels + c) * width, own.rows[j], 0, count * tiles);
            }
            for (int i = 0; i < products; i++) {
                ChannelKernels.combine(own.rows, mirrored.inputs()[i], own.combined[i], count * tiles);
            }
            for (int clip = 0; clip < count; clip++) {
                for (float[] phase : own.phases) {
                    Arrays.fill(phase, 0);
                }
                for (int i = 0; i < products; i++) {
                    float[] phase = own.phases[i % TILE];
                    for (int t = 0; t < tiles; t++) {
                        phase[t + i / TILE] += own.combined[i][clip * tiles + t];
                    }
                }
                ChannelKernels.interleave(own.phases, 0, own.line, own.phases[0].length, 0);
                below.put(((first + clip) * channels + c) * length, own.line, (taps - 1) / 2, length);
            }
        });
    }

    /** {@code A} times the products, from {@code [products, filters, tiles]} to {@code [clips, filters, length]}. */
    private void unpackOutputs(FloatBuffer y, int first, int count, float[] bias) {
        FloatBuffer packed = outputs.asBuffer();
        int n = count * tiles;
        cores.each(filters, spare, (own, f) -> {
            for (int j = 0; j < products; j++) {
                packed.get((j * filters + f) * width, own.rows[j], 0, n);
            }
            for (int i = 0; i < TILE; i++) {
                ChannelKernels.combine(own.rows, filter.outputs()[i], own.combined[i], n);
            }
            float shift = bias == null ? 0 : bias[f];
            for (int clip = 0; clip < count; clip++) {
                ChannelKernels.interleave(own.combined, clip * tiles, own.line, tiles, shift);
                y.put(((first + clip) * filters + f) * length, own.line, 0, length);
            }
        });
    }

    /** The transpose of {@link #unpackOutputs}. */
    private void packOutputGradients(FloatBuffer above, int first, int count, float[] biasGradient) {
        FloatBuffer packed = outputs.asBuffer();
        cores.each(filters, spare, (own, f) -> {
            for (int clip = 0; clip < count; clip++) {
                above.get(((first + clip) * filters + f) * length, own.gradient, 0, length);
                if (biasGradient != null) {
                    biasGradient[f] += (float) ChannelKernels.sum(own.gradient, length);
                }
                ChannelKernels.deal(own.gradient, own.rows, clip * tiles, tiles);
            }
            for (int j = 0; j < products; j++) {
                ChannelKernels.combine(own.rows, mirrored.outputs()[j], own.sum, count * tiles);
                packed.put((j * filters + f) * width, own.sum, 0, count * tiles);
            }
        });
    }
}
