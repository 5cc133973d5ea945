package serlab.model.layer;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;

import java.nio.FloatBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Convolution of images of one size, stride 1, padded to keep that size, as products of the kernel with image columns: of few
 * channels, where oneDNN would reorder the whole output before and after, or for the gradients by kernel and bias alone. Those are
 * sums over parts of {@link ConvolutionShape#PART} clips, added up in their order.
 */
final class ColumnConvolution implements NativeMemory {
    private final ConvolutionShape shape;
    private final Cores cores;
    private final int area;
    /** Rows of the columns: a tap of the kernel each, over all channels, and one of ones for the bias. */
    private final int rows;
    private final Queue<FloatPointer> allocated = new ConcurrentLinkedQueue<>();
    /** One clip's image columns for each thread. */
    private final Cores.Spare<FloatPointer> columns = new Cores.Spare<>(this::columns);
    private final FloatPointer weights;
    /** {@code [parts][filters][rows]}. */
    private FloatPointer gradients;

    /**
     * @param shape of a batch
     * @param cores that may do it
     */
    ColumnConvolution(ConvolutionShape shape, Cores cores) {
        this.shape = shape;
        this.cores = cores;
        area = shape.height() * shape.width();
        rows = shape.kernelSize() / shape.filters() + 1;
        weights = allocate((long) shape.filters() * rows);
    }

    private FloatPointer allocate(long size) {
        FloatPointer zeros = SequenceProducts.zeros(size);
        allocated.add(zeros);
        return zeros;
    }

    private FloatPointer columns() {
        FloatPointer own = allocate((long) rows * area);
        FloatBuffer values = own.asBuffer();
        for (int i = (rows - 1) * area; i < rows * area; i++) {
            values.put(i, 1);
        }
        return own;
    }

    /** Whether it was made for images and batches of that size. */
    boolean fits(ConvolutionShape other) {
        return shape.equals(other);
    }

    /**
     * @param x      {@code [clips, channels, height, width]}
     * @param kernel {@code [filters, channels, kernelHeight, kernelWidth]}
     * @param biases one per filter, or null
     * @param y      {@code [clips, filters, height, width]}, written
     */
    void forward(FloatBuffer x, FloatBuffer kernel, FloatBuffer biases, FloatPointer y) {
        float[] row = new float[rows];
        FloatBuffer packed = weights.asBuffer();
        for (int f = 0; f < shape.filters(); f++) {
            kernel.get(f * (rows - 1), row, 0, rows - 1);
            row[rows - 1] = biases == null ? 0 : biases.get(f);
            packed.put(f * rows, row, 0, rows);
        }
        cores.each(shape.clips(), columns, (own, n) -> {
            unfold(x, n, own.asBuffer());
            SequenceProducts.multiply(CblasNoTrans, CblasNoTrans, shape.filters(), area, rows, weights, rows, own, area, 0,
                    y.getPointer((long) n * shape.outputSize()), area);
        });
    }

    /**
     * Gradients by kernel and bias: image columns of each clip times its output gradient, summed.
     *
     * @param x              {@code [clips, channels, height, width]}
     * @param above          gradient by the output, {@code [clips, filters, height, width]}
     * @param kernelGradient {@code [filters, channels, kernelHeight, kernelWidth]}, written
     * @param biasGradient   one per filter, written; null if there is no bias
     */
    void weightGradients(FloatBuffer x, FloatPointer above, FloatBuffer kernelGradient, FloatBuffer biasGradient) {
        int size = shape.filters() * rows;
        if (gradients == null) {
            gradients = allocate((long) shape.parts() * size);
        }
        cores.each(shape.parts(), columns, (own, part) -> {
            FloatPointer sum = gradients.getPointer((long) part * size);
            int first = part * ConvolutionShape.PART;
            for (int n = first; n < first + shape.part(part).clips(); n++) {
                unfold(x, n, own.asBuffer());
                SequenceProducts.multiply(CblasNoTrans, CblasTrans, shape.filters(), rows, area,
                        above.getPointer((long) n * shape.outputSize()), area, own, area, n == first ? 0 : 1, sum, rows);
            }
        });
        float[] total = NativeFloats.sum(gradients, shape.parts(), size);
        for (int f = 0; f < shape.filters(); f++) {
            kernelGradient.put(f * (rows - 1), total, f * rows, rows - 1);
            if (biasGradient != null) {
                biasGradient.put(f, total[f * rows + rows - 1]);
            }
        }
    }

    /** Copies clip {@code n}, shifted by each kernel tap, into the rows of the columns; their borders stay zero. */
    private void unfold(FloatBuffer from, int n, FloatBuffer to) {
        int width = shape.width();
        for (int tap = 0; tap < rows - 1; tap++) {
            int channel = tap / (shape.kernelHeight() * shape.kernelWidth());
            int down = tap / shape.kernelWidth() % shape.kernelHeight() - (shape.kernelHeight() - 1) / 2;
            int right = tap % shape.kernelWidth() - (shape.kernelWidth() - 1) / 2;
            int firstColumn = Math.max(0, -right);
            int length = Math.min(width, width - right) - firstColumn;
            int image = (n * shape.channels() + channel) * area;
            for (int y = Math.max(0, -down); y < Math.min(shape.height(), shape.height() - down); y++) {
                to.put(tap * area + y * width + firstColumn, from, image + (y + down) * width + right + firstColumn, length);
            }
        }
    }

    @Override
    public void close() {
        allocated.forEach(FloatPointer::close);
    }
}
