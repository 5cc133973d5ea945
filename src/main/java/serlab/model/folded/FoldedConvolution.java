package serlab.model.folded;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Convolution that keeps the size (divided by its stride, rounded up), ReLU and max pooling, as matrix products of the
 * kernel with image columns. Batch normalization is part of kernel and bias.
 *
 * <p>With stride 1 the output is computed at every column of the padded image, so that each row of image columns is one
 * piece of memory; the columns too many at the right edge are passed over by the pooling.
 */
final class FoldedConvolution implements Step {
    /** Floats of image columns made at a time, to stay in the second-level cache. */
    private static final int COLUMNS = 96 << 10;
    private static final int FEWEST_POSITIONS = 256;

    private final Maps in;
    private final Window kernel;
    private final Window stride;
    private final Window pool;
    private final float[] bias;
    private final FloatPointer weights;
    private final int taps;
    private final int top;
    private final int left;
    private final int paddedHeight;
    private final int paddedWidth;
    private final Maps convolved;
    /** Distance between two rows of the output. */
    private final int rowStride;
    private final int positions;
    private final int block;

    /**
     * @param weights {@code [filters][channels][kernel.height][kernel.width]}
     * @param bias    one per filter
     */
    FoldedConvolution(Maps in, Window kernel, Window stride, Window pool, float[] weights, float[] bias) {
        this.in = in;
        this.kernel = kernel;
        this.stride = stride;
        this.pool = pool;
        this.bias = bias;
        this.weights = new FloatPointer(weights);
        taps = in.channels() * kernel.height() * kernel.width();
        convolved = new Maps(bias.length, (in.height() + stride.height() - 1) / stride.height(),
                (in.width() + stride.width() - 1) / stride.width());
        int padHeight = padding(in.height(), convolved.height(), kernel.height(), stride.height());
        int padWidth = padding(in.width(), convolved.width(), kernel.width(), stride.width());
        top = padHeight / 2;
        left = padWidth / 2;
        paddedHeight = in.height() + padHeight;
        paddedWidth = in.width() + padWidth;
        Maps.requireFew(in.channels(), paddedHeight, paddedWidth);
        rowStride = strided() ? convolved.width() : paddedWidth;
        positions = convolved.height() * rowStride;
        Maps.requireFew(bias.length, convolved.height(), rowStride);
        block = Math.min(positions, Math.max(FEWEST_POSITIONS, COLUMNS / taps));
        Maps.requireFew(1, taps, block);
    }

    /** Zeros around a side, of which the smaller half goes before it. */
    private static int padding(int side, int out, int kernel, int stride) {
        return Math.max(0, (out - 1) * stride + kernel - side);
    }

    private boolean strided() {
        return stride.height() > 1 || stride.width() > 1;
    }

    Maps out() {
        return new Maps(bias.length, convolved.height() / pool.height(), convolved.width() / pool.width());
    }

    @Override
    public Needs needs() {
        return new Needs(taps * block, bias.length * positions);
    }

    @Override
    public float[] apply(float[] x, Buffers workspace) {
        float[] padded = padded(x);
        for (int from = 0; from < positions; from += block) {
            int count = Math.min(block, positions - from);
            unfold(padded, from, count, workspace.columnsBuffer());
            cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, bias.length, count, taps, 1f, weights, taps,
                    workspace.columns(), count, 0f, workspace.output().getPointer(from), positions);
        }
        return pooled(workspace.outputBuffer());
    }

    /** The maps with zeros around each, and some behind the last, which the last row of positions reads. */
    private float[] padded(float[] x) {
        float[] padded = new float[in.channels() * paddedHeight * paddedWidth + kernel.width()];
        for (int row = 0; row < in.channels() * in.height(); row++) {
            int channel = row / in.height();
            int target = (channel * paddedHeight + top + row % in.height()) * paddedWidth + left;
            System.arraycopy(x, row * in.width(), padded, target, in.width());
        }
        return padded;
    }

    /** Writes {@code [taps][count]}: what each tap of the kernel sees at the output positions from {@code from} on. */
    private void unfold(float[] padded, int from, int count, FloatBuffer columns) {
        float[] line = strided() ? new float[count] : padded;
        for (int tap = 0; tap < taps; tap++) {
            int channel = tap / (kernel.height() * kernel.width());
            int row = channel * paddedHeight + tap / kernel.width() % kernel.height();
            int start = row * paddedWidth + tap % kernel.width();
            if (strided()) {
                for (int i = 0; i < count; i++) {
                    int y = (from + i) / rowStride;
                    int x = (from + i) % rowStride;
                    line[i] = padded[start + y * stride.height() * paddedWidth + x * stride.width()];
                }
            }
            columns.put(tap * count, line, strided() ? 0 : start + from, count);
        }
    }

    private float[] pooled(FloatBuffer output) {
        Maps out = out();
        float[] values = new float[out.size()];
        float[] plane = new float[positions];
        for (int filter = 0; filter < bias.length; filter++) {
            output.get(filter * positions, plane, 0, positions);
            for (int y = 0; y < out.height(); y++) {
                int row = y * pool.height() * rowStride;
                for (int below = 1; below < pool.height(); below++) {
                    larger(plane, row, row + below * rowStride);
                }
                pool(plane, row, bias[filter], values, (filter * out.height() + y) * out.width(), out.width());
            }
        }
        return values;
    }

    /** Leaves the larger of two rows in the first. */
    private void larger(float[] plane, int first, int second) {
        for (int i = 0; i < convolved.width(); i++) {
            plane[first + i] = Math.max(plane[first + i], plane[second + i]);
        }
    }

    /** Largest value of each window of a row, with bias and ReLU. */
    private void pool(float[] plane, int row, float shift, float[] values, int to, int count) {
        if (pool.width() == 2) {
            for (int x = 0; x < count; x++) {
                values[to + x] = Math.max(0, Math.max(plane[row + 2 * x], plane[row + 2 * x + 1]) + shift);
            }
            return;
        }
        for (int x = 0; x < count; x++) {
            int corner = row + x * pool.width();
            float best = plane[corner];
            for (int right = 1; right < pool.width(); right++) {
                best = Math.max(best, plane[corner + right]);
            }
            values[to + x] = Math.max(0, best + shift);
        }
    }
}
