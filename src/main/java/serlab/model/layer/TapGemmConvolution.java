package serlab.model.layer;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;

import java.nio.FloatBuffer;
import java.util.Objects;
import java.util.stream.Stream;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Convolution of sequences, stride 1, padded to keep their length, as one matrix product per tap of the kernel:
 * {@code Y = sum over j of W_j X_j}, where {@code X_j} is the input shifted by j. The clips stand side by side in one
 * wide matrix {@code [channels, time]} with zeros between them, so the shifted inputs are the same memory read from
 * another column and no image columns are written. Clips are taken in groups that fit the processor's cache.
 */
final class TapGemmConvolution implements SequenceProducts {
    private static final int COLUMNS = 2048;
    /** Filters, or channels, whose products are done together. */
    private static final int ROWS = 64;

    private final int channels;
    private final int filters;
    private final int taps;
    private final int length;
    private final int group;
    private final int padding;
    private final int inputWidth;
    private final int outputWidth;
    private final Cores cores;
    /** A row of a group for each thread. */
    private final Cores.Spare<float[]> spare;
    private final FloatPointer weights;
    private final FloatPointer inputs;
    private final FloatPointer outputs;
    private FloatPointer outputGradients;
    private FloatPointer inputGradients;
    private FloatPointer weightGradients;

    /** Arguments as of {@link SequenceProducts#of}. */
    TapGemmConvolution(int channels, int filters, int taps, int length, int clips, Cores cores) {
        this.channels = channels;
        this.filters = filters;
        this.taps = taps;
        this.length = length;
        padding = (taps - 1) / 2;
        group = group(clips);
        inputWidth = padding + group * (length + padding);
        outputWidth = inputWidth - 2 * padding;
        this.cores = cores;
        spare = new Cores.Spare<>(() -> new float[Math.max(outputWidth, taps * channels)]);
        weights = SequenceProducts.zeros((long) taps * filters * channels);
        inputs = SequenceProducts.zeros((long) channels * inputWidth);
        outputs = SequenceProducts.zeros((long) filters * outputWidth);
    }

    private int group(int clips) {
        return Math.max(1, Math.min(clips, COLUMNS / (length + padding)));
    }

    @Override
    public boolean fits(int otherLength, int clips) {
        return otherLength == length && group == group(clips);
    }

    @Override
    public void forward(FloatBuffer x, FloatBuffer kernel, float[] bias, FloatBuffer y, int clips) {
        packWeights(kernel);
        FloatBuffer in = inputs.asBuffer();
        FloatBuffer out = outputs.asBuffer();
        for (int first = 0; first < clips; first += group) {
            int count = Math.min(group, clips - first);
            gather(x, first, count, channels, in, inputWidth, padding);
            inBlocks(filters, (block, rows) -> {
                for (int tap = 0; tap < taps; tap++) {
                    SequenceProducts.multiply(CblasNoTrans, CblasNoTrans, rows, columns(count), channels,
                            tap(weights, tap, block), channels, inputs.getPointer(tap), inputWidth, tap == 0 ? 0 : 1,
                            outputs.getPointer((long) block * outputWidth), outputWidth);
                }
            });
            scatter(out, outputWidth, 0, first, count, filters, bias, y);
        }
    }

    @Override
    public void backward(FloatBuffer x, FloatBuffer above, FloatBuffer kernelGradient, float[] biasGradient, FloatBuffer below,
                  int clips) {
        if (outputGradients == null) {
            outputGradients = SequenceProducts.zeros((long) filters * outputWidth);
            weightGradients = SequenceProducts.zeros((long) taps * filters * channels);
        }
        if (below != null && inputGradients == null) {
            inputGradients = SequenceProducts.zeros((long) channels * inputWidth);
        }
        FloatBuffer in = inputs.asBuffer();
        FloatBuffer gradients = outputGradients.asBuffer();
        for (int first = 0; first < clips; first += group) {
            int count = Math.min(group, clips - first);
            gather(x, first, count, channels, in, inputWidth, padding);
            gather(above, first, count, filters, gradients, outputWidth, 0);
            if (biasGradient != null) {
                sumRows(gradients, columns(count), biasGradient);
            }
            float keep = first == 0 ? 0 : 1;
            inBlocks(filters, (block, rows) -> {
                for (int tap = 0; tap < taps; tap++) {
                    SequenceProducts.multiply(CblasNoTrans, CblasTrans, rows, channels, columns(count),
                            outputGradients.getPointer((long) block * outputWidth), outputWidth, inputs.getPointer(tap), inputWidth,
                            keep, tap(weightGradients, tap, block), channels);
                }
            });
            if (below != null) {
                inputGradients.zero();
                inBlocks(channels, (block, rows) -> {
                    for (int tap = 0; tap < taps; tap++) {
                        SequenceProducts.multiply(CblasTrans, CblasNoTrans, rows, columns(count), filters,
                                tap(weights, tap, 0).getPointer(block), channels, outputGradients, outputWidth, 1,
                                inputGradients.getPointer((long) block * inputWidth + tap), inputWidth);
                    }
                });
                scatter(inputGradients.asBuffer(), inputWidth, padding, first, count, channels, null, below);
            }
        }
        unpackWeights(kernelGradient);
    }

    /** Some rows of a matrix of products. */
    @FunctionalInterface
    private interface RowBlock {
        void multiply(int first, int rows);
    }

    private void inBlocks(int all, RowBlock block) {
        cores.each((all + ROWS - 1) / ROWS, i -> block.multiply(i * ROWS, Math.min(ROWS, all - i * ROWS)));
    }

    private void sumRows(FloatBuffer gradients, int columns, float[] sums) {
        cores.each(filters, spare, (row, f) -> {
            gradients.get(f * outputWidth, row, 0, columns);
            sums[f] += (float) ChannelKernels.sum(row, columns);
        });
    }

    private int columns(int count) {
        return count * (length + padding) - padding;
    }

    @Override
    public void close() {
        Stream.of(weights, inputs, outputs, outputGradients, inputGradients, weightGradients).filter(Objects::nonNull)
                .forEach(FloatPointer::close);
    }

    private FloatPointer tap(FloatPointer all, int tap, int filter) {
        return all.getPointer(((long) tap * filters + filter) * channels);
    }

    /** Copies clips {@code [n, rows, length]} side by side into a matrix of rows; the zeros between them stay. */
    private void gather(FloatBuffer from, int first, int count, int rows, FloatBuffer to, int width, int offset) {
        cores.each(rows, r -> {
            for (int clip = 0; clip < count; clip++) {
                to.put(r * width + offset + clip * (length + padding), from, ((first + clip) * rows + r) * length,
                        length);
            }
        });
    }

    private void scatter(FloatBuffer from, int width, int offset, int first, int count, int rows, float[] bias,
                         FloatBuffer to) {
        cores.each(rows, spare, (row, r) -> {
            for (int clip = 0; clip < count; clip++) {
                int at = r * width + offset + clip * (length + padding);
                int target = ((first + clip) * rows + r) * length;
                if (bias == null) {
                    to.put(target, from, at, length);
                } else {
                    from.get(at, row, 0, length);
                    for (int i = 0; i < length; i++) {
                        row[i] += bias[r];
                    }
                    to.put(target, row, 0, length);
                }
            }
        });
    }

    /** From {@code [filters, channels, taps]} to {@code [taps, filters, channels]}. */
    private void packWeights(FloatBuffer kernel) {
        FloatBuffer packed = weights.asBuffer();
        cores.each(filters, spare, (row, f) -> {
            float[] line = new float[channels];
            kernel.get(f * channels * taps, row, 0, channels * taps);
            for (int tap = 0; tap < taps; tap++) {
                for (int c = 0; c < channels; c++) {
                    line[c] = row[c * taps + tap];
                }
                packed.put((tap * filters + f) * channels, line, 0, channels);
            }
        });
    }

    private void unpackWeights(FloatBuffer kernelGradient) {
        FloatBuffer packed = weightGradients.asBuffer();
        cores.each(filters, spare, (row, f) -> {
            float[] line = new float[channels];
            for (int tap = 0; tap < taps; tap++) {
                packed.get((tap * filters + f) * channels, line, 0, channels);
                for (int c = 0; c < channels; c++) {
                    row[c * taps + tap] = line[c];
                }
            }
            kernelGradient.put(f * channels * taps, row, 0, channels * taps);
        });
    }
}
