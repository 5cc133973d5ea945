package serlab.model.layer;

import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Convolution of a batch of images by oneDNN in parts of {@value #CLIPS} clips, which cores may share. Gradients by kernel and
 * bias are those of the parts, added up in their order.
 */
final class PartedConvolution implements NativeMemory {
    /** Of a part, whatever cores there are, so that sums have the same order. */
    static final int CLIPS = 16;

    private final ConvolutionShape shape;
    private final Cores cores;
    private final List<Part> parts;

    /**
     * Some clips of a batch.
     *
     * @param first          their first clip
     * @param kernelGradient theirs, null if they are the whole batch
     * @param biasGradient   likewise
     */
    private record Part(int first, OneDnnConvolution convolution, FloatPointer kernelGradient, FloatPointer biasGradient) {
        static Part of(ConvolutionShape shape, int first, boolean biased) {
            int clips = Math.min(CLIPS, shape.clips() - first);
            boolean whole = clips == shape.clips();
            return new Part(first, new OneDnnConvolution(shape.of(clips), biased), whole ? null : new FloatPointer(shape.kernelSize()),
                    whole || !biased ? null : new FloatPointer(shape.filters()));
        }
    }

    /**
     * @param shape  of the whole batch
     * @param biased whether a bias is added
     * @param cores  that may do it
     */
    PartedConvolution(ConvolutionShape shape, boolean biased, Cores cores) {
        this.shape = shape;
        this.cores = cores;
        parts = IntStream.range(0, (shape.clips() + CLIPS - 1) / CLIPS).mapToObj(i -> Part.of(shape, i * CLIPS, biased)).toList();
    }

    /** Whether it was made for images and batches of that size. */
    boolean fits(ConvolutionShape other) {
        return shape.equals(other);
    }

    /** Arguments as of {@link OneDnnConvolution#forward}. */
    void forward(FloatPointer x, FloatPointer kernel, FloatPointer biases, FloatPointer y) {
        cores.each(parts.size(), i -> {
            Part part = parts.get(i);
            part.convolution.forward(at(x, part.first, shape.inputSize()), kernel, biases, at(y, part.first, shape.outputSize()));
        });
    }

    /** Arguments as of {@link OneDnnConvolution#backward}. */
    void backward(FloatPointer x, FloatPointer kernel, FloatPointer above, FloatPointer kernelGradient, FloatPointer biasesGradient,
                  FloatPointer below) {
        boolean whole = parts.size() == 1;
        cores.each(parts.size(), i -> {
            Part part = parts.get(i);
            part.convolution.backward(at(x, part.first, shape.inputSize()), kernel, at(above, part.first, shape.outputSize()),
                    whole ? kernelGradient : part.kernelGradient, whole ? biasesGradient : part.biasGradient,
                    at(below, part.first, shape.inputSize()));
        });
        if (!whole) {
            sum(parts.stream().map(Part::kernelGradient).toList(), kernelGradient, shape.kernelSize());
            if (biasesGradient != null) {
                sum(parts.stream().map(Part::biasGradient).toList(), biasesGradient, shape.filters());
            }
        }
    }

    private static FloatPointer at(FloatPointer values, int clip, int size) {
        return values.getPointer((long) clip * size);
    }

    private static void sum(List<FloatPointer> summands, FloatPointer sum, int size) {
        float[] total = new float[size];
        float[] one = new float[size];
        for (int i = 0; i < summands.size(); i++) {
            summands.get(i).get(i == 0 ? total : one);
            if (i > 0) {
                ChannelKernels.addScaled(one, total, size, 1);
            }
        }
        sum.put(total);
    }

    @Override
    public void close() {
        for (Part part : parts) {
            part.convolution.close();
            if (part.kernelGradient != null) {
                part.kernelGradient.close();
            }
            if (part.biasGradient != null) {
                part.biasGradient.close();
            }
        }
    }
}
