package serlab.model.layer;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCRATCHPAD;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import java.util.Comparator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.global.dnnl.scratchpad_mode;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.primitive_desc_base;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;

/**
 * Convolution of images of one size, stride 1, padded to keep that size, by oneDNN's own interface: by Winograd's minimal
 * filtering where oneDNN has it for the shape, both ways, and with the memory for its layouts kept from step to step.
 * Deeplearning4j's helper lets oneDNN choose, which takes plain products forward, and allocates anew at every call. Any thread
 * may call it, one at a time: oneDNN's own memory for what lies between belongs to the thread that made a primitive.
 *
 * <p>Source: A. Lavin and S. Gray, "Fast algorithms for convolutional neural networks", CVPR 2016, F(4 x 4, 3 x 3).
 */
final class OneDnnConvolution implements NativeMemory {
    private static final long[] STEPS = {1, 1};

    private final ConvolutionShape shape;
    /** What oneDNN has made for this; Java's collector would see a few small objects in it, and let it stay. */
    private final PointerScope made;
    private final engine processor;
    private final stream order;
    private final primitive_attr attributes;
    private final convolution_forward.primitive_desc forwardPlan;
    private final Exchange source;
    private final Exchange weights;
    private final Exchange bias;
    private final Exchange destination;
    private final Step forward;
    private Backward backward;
    /** Whether the source still holds the input of the last forward pass, whose place a backward pass takes. */
    private boolean holdsInput;

    /** Memory as the caller has it, and as a primitive wants it: the same where the layouts agree. */
    private final class Exchange {
        private final memory given;
        private final memory wanted;
        private final reorder in;
        private final reorder out;

        /** @param shared memory that is used if it has that layout, or null */
        Exchange(long[] sizes, memory.format_tag format, memory.desc layout, Exchange shared) {
            memory.desc own = new memory.desc(sizes, memory.data_type.f32, format);
            given = new memory(own, processor, (Pointer) null);
            boolean agree = own.equals(layout);
            if (agree) {
                wanted = given;
            } else {
                wanted = shared != null && shared.wanted.get_desc().equals(layout) ? shared.wanted : new memory(layout, processor);
            }
            in = agree ? null : new reorder(given, wanted);
            out = agree ? null : new reorder(wanted, given);
        }

        void place(Pointer values) {
            given.set_data_handle(values);
        }

        void load(Pointer values) {
            place(values);
            if (in != null) {
                in.execute(order, given, wanted);
            }
        }

        void store() {
            if (out != null) {
                out.execute(order, wanted, given);
            }
        }
    }

    /** A primitive with its arguments. */
    private final class Step {
        private final primitive work;
        private final IntMemoryMap arguments = new IntMemoryMap();

        Step(primitive work) {
            this.work = work;
        }

        Step with(int role, Exchange memory) {
            return with(role, memory.wanted);
        }

        Step with(int role, memory values) {
            arguments.put(role, values);
            return this;
        }

        void run() {
            work.execute(order, arguments);
        }
    }

    /** What only a training needs. The gradient by the input takes the place of the input, that by the output of the output. */
    private final class Backward {
        private final PointerScope made;
        private final Exchange sourceAgain;
        private final Exchange outputGradient;
        private final Exchange outputGradientAgain;
        private final Exchange weightsAgain;
        private final Exchange inputGradient;
        private final Exchange weightGradient;
        private final Exchange biasGradient;
        private final Step byWeights;
        private final Step byInput;

        Backward() {
            try (PointerScope scope = scope()) {
                memory.desc input = any(shape.input());
                memory.desc kernel = any(shape.kernel());
                memory.desc output = any(shape.output());
                long[] padding = shape.padding();
                convolution_backward_weights.primitive_desc weightPlan = first(kind ->
                        new convolution_backward_weights.primitive_desc(bias == null
                                ? new convolution_backward_weights.desc(kind, input, kernel, output, STEPS, padding, padding)
                                : new convolution_backward_weights.desc(kind, input, kernel, any(shape.biases()), output, STEPS,
                                        padding, padding), attributes, processor, forwardPlan));
                convolution_backward_data.primitive_desc inputPlan = first(kind -> new convolution_backward_data.primitive_desc(
                        new convolution_backward_data.desc(kind, input, kernel, output, STEPS, padding, padding), attributes,
                        processor, forwardPlan));
                sourceAgain = new Exchange(shape.input(), memory.format_tag.nchw, weightPlan.src_desc(), source);
                outputGradient = new Exchange(shape.output(), memory.format_tag.nchw, weightPlan.diff_dst_desc(), destination);
                outputGradientAgain = new Exchange(shape.output(), memory.format_tag.nchw, inputPlan.diff_dst_desc(),
                        outputGradient);
                weightsAgain = new Exchange(shape.kernel(), memory.format_tag.oihw, inputPlan.weights_desc(), null);
                inputGradient = new Exchange(shape.input(), memory.format_tag.nchw, inputPlan.diff_src_desc(), source);
                weightGradient = new Exchange(shape.kernel(), memory.format_tag.oihw, weightPlan.diff_weights_desc(), null);
                biasGradient = bias == null ? null
                        : new Exchange(shape.biases(), memory.format_tag.a, weightPlan.diff_bias_desc(), null);
                memory between = between(weightPlan, inputPlan);
                byWeights = new Step(new convolution_backward_weights(weightPlan)).with(DNNL_ARG_SCRATCHPAD, between).with(DNNL_ARG_SRC, sourceAgain)
                        .with(DNNL_ARG_DIFF_DST, outputGradient).with(DNNL_ARG_DIFF_WEIGHTS, weightGradient);
                if (bias != null) {
                    byWeights.with(DNNL_ARG_DIFF_BIAS, biasGradient);
                }
                byInput = new Step(new convolution_backward_data(inputPlan)).with(DNNL_ARG_SCRATCHPAD, between).with(DNNL_ARG_DIFF_DST, outputGradientAgain)
                        .with(DNNL_ARG_WEIGHTS, weightsAgain).with(DNNL_ARG_DIFF_SRC, inputGradient);
                made = scope.extend();
            }
        }
    }

    /**
     * @param biased whether a bias is added
     */
    OneDnnConvolution(ConvolutionShape shape, boolean biased) {
        this.shape = shape;
        try (PointerScope scope = scope()) {
            processor = new engine(engine.kind.cpu, 0);
            order = new stream(processor);
            attributes = new primitive_attr();
            attributes.set_scratchpad_mode(scratchpad_mode.user);
            memory.desc input = any(shape.input());
            memory.desc kernel = any(shape.kernel());
            memory.desc output = any(shape.output());
            long[] padding = shape.padding();
            forwardPlan = first(kind -> new convolution_forward.primitive_desc(
                    biased ? new convolution_forward.desc(prop_kind.forward_training, kind, input, kernel, any(shape.biases()),
                            output, STEPS, padding, padding)
                            : new convolution_forward.desc(prop_kind.forward_training, kind, input, kernel, output, STEPS, padding,
                                    padding), attributes, processor));
            source = new Exchange(shape.input(), memory.format_tag.nchw, forwardPlan.src_desc(), null);
            weights = new Exchange(shape.kernel(), memory.format_tag.oihw, forwardPlan.weights_desc(), null);
            bias = biased ? new Exchange(shape.biases(), memory.format_tag.a, forwardPlan.bias_desc(), null) : null;
            destination = new Exchange(shape.output(), memory.format_tag.nchw, forwardPlan.dst_desc(), null);
            forward = new Step(new convolution_forward(forwardPlan)).with(DNNL_ARG_SRC, source).with(DNNL_ARG_WEIGHTS, weights)
                    .with(DNNL_ARG_DST, destination).with(DNNL_ARG_SCRATCHPAD, between(forwardPlan));
            if (biased) {
                forward.with(DNNL_ARG_BIAS, bias);
            }
            made = scope.extend();
        }
    }

    /** Of whatever is made from now on: no class is named, which the compiler warns of. */
    @SuppressWarnings("unchecked")
    private static PointerScope scope() {
        return new PointerScope();
    }

    @Override
    public void close() {
        if (backward != null) {
            backward.made.close();
        }
        made.close();
    }

    /** Memory for what lies between the input and the output of primitives that run one after the other. */
    private memory between(primitive_desc_base... plans) {
        return Stream.of(plans).map(primitive_desc_base::scratchpad_desc).max(Comparator.comparingLong(memory.desc::get_size))
                .map(largest -> new memory(largest, processor)).orElseThrow();
    }

    private static memory.desc any(long... sizes) {
        return new memory.desc(sizes, memory.data_type.f32, memory.format_tag.any);
    }

    /** By Winograd's filtering if oneDNN has it for the shape and this processor, else as oneDNN chooses. */
    private static <P> P first(Function<algorithm, P> plan) {
        try {
            return plan.apply(algorithm.convolution_winograd);
        } catch (RuntimeException e) {
            return plan.apply(algorithm.convolution_auto);
        }
    }

    /**
     * @param x      {@code [clips, channels, height, width]}
     * @param kernel {@code [filters, channels, kernelHeight, kernelWidth]}
     * @param biases one per filter, or null
     * @param y      {@code [clips, filters, height, width]}, written
     */
    void forward(FloatPointer x, FloatPointer kernel, FloatPointer biases, FloatPointer y) {
        source.load(x);
        holdsInput = true;
        weights.load(kernel);
        if (bias != null) {
            bias.load(biases);
        }
        destination.place(y);
        forward.run();
        destination.store();
        order._wait();
    }

    /**
     * Gradients, after {@link #forward} of the same batch.
     *
     * @param x              {@code [clips, channels, height, width]}
     * @param kernel         {@code [filters, channels, kernelHeight, kernelWidth]}
     * @param above          gradient by the output, {@code [clips, filters, height, width]}
     * @param kernelGradient of the kernel's shape, written
     * @param biasesGradient one per filter, written; null if there is no bias
     * @param below          gradient by the input, written
     */
    void backward(FloatPointer x, FloatPointer kernel, FloatPointer above, FloatPointer kernelGradient, FloatPointer biasesGradient,
                  FloatPointer below) {
        if (backward == null) {
            backward = new Backward();
        }
        Backward b = backward;
        if (!holdsInput || b.sourceAgain.wanted != source.wanted) {
            b.sourceAgain.load(x);
        }
        b.outputGradient.load(above);
        if (b.outputGradientAgain.wanted != b.outputGradient.wanted) {
            b.outputGradientAgain.load(above);
        }
        b.weightGradient.place(kernelGradient);
        if (bias != null) {
            b.biasGradient.place(biasesGradient);
        }
        b.byWeights.run();
        b.weightGradient.store();
        if (bias != null) {
            b.biasGradient.store();
        }
        b.weightsAgain.load(kernel);
        b.inputGradient.place(below);
        b.byInput.run();
        b.inputGradient.store();
        holdsInput = false;
        order._wait();
    }
}
