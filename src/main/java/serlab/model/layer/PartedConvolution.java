package serlab.model.layer;

import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Convolution of a batch of images by oneDNN in parts of {@link ConvolutionShape#PART} clips, which cores may share. Gradients by
 * kernel and bias are those of the parts, added up in their order.
 */
final class PartedConvolution implements NativeMemory {
    private final ConvolutionShape shape;
    private final boolean biased;
    private final Cores cores;
    private final List<OneDnnConvolution> parts;
    /** Of each part, one behind the other; none before they are asked for, or where there is one part. */
    private FloatPointer kernelGradients;
    private FloatPointer biasGradients;

    /**
     * @param shape  of the whole batch
     * @param biased whether a bias is added
     * @param cores  that may do it
     */
    PartedConvolution(ConvolutionShape shape, boolean biased, Cores cores) {
        this.shape = shape;
        this.biased = biased;
        this.cores = cores;
        parts = IntStream.range(0, shape.parts()).mapToObj(i -> new OneDnnConvolution(shape.part(i), biased)).toList();
    }

    /** Whether it was made for images and batches of that size. */
    boolean fits(ConvolutionShape other) {
        return shape.equals(other);
    }

    /** Arguments as of {@link OneDnnConvolution#forward}. */
    void forward(FloatPointer x, FloatPointer kernel, FloatPointer biases, FloatPointer y) {
        cores.each(parts.size(), i -> parts.get(i).forward(clips(x, i, shape.inputSize()), kernel, biases,
                clips(y, i, shape.outputSize())));
    }

    /** Arguments as of {@link OneDnnConvolution#backward}. */
    void backward(FloatPointer x, FloatPointer kernel, FloatPointer above, FloatPointer kernelGradient, FloatPointer biasesGradient,
                  FloatPointer below) {
        if (parts.size() == 1) {
            parts.get(0).backward(x, kernel, above, kernelGradient, biasesGradient, below);
            return;
        }
        if (kernelGradients == null) {
            kernelGradients = new FloatPointer((long) parts.size() * shape.kernelSize());
            biasGradients = biased ? new FloatPointer((long) parts.size() * shape.filters()) : null;
        }
        cores.each(parts.size(), i -> parts.get(i).backward(clips(x, i, shape.inputSize()), kernel, clips(above, i, shape.outputSize()),
                kernelGradients.getPointer((long) i * shape.kernelSize()),
                biased ? biasGradients.getPointer((long) i * shape.filters()) : null, clips(below, i, shape.inputSize())));
        kernelGradient.put(NativeFloats.sum(kernelGradients, parts.size(), shape.kernelSize()));
        if (biased) {
            biasesGradient.put(NativeFloats.sum(biasGradients, parts.size(), shape.filters()));
        }
    }

    /** The clips of a part among values of so many for each clip. */
    private static FloatPointer clips(FloatPointer values, int part, int size) {
        return values.getPointer((long) part * ConvolutionShape.PART * size);
    }

    @Override
    public void close() {
        parts.forEach(OneDnnConvolution::close);
        if (kernelGradients != null) {
            kernelGradients.close();
        }
        if (biasGradients != null) {
            biasGradients.close();
        }
    }
}
