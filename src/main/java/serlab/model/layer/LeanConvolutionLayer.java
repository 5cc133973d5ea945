package serlab.model.layer;

import java.lang.ref.Reference;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.layers.mkldnn.MKLDNNConvHelper;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The working half of {@link LeanConvolution}: oneDNN, called once each way, by its own interface or, where that is not there,
 * through Deeplearning4j's helper; matrix products for sequences and for the first layer.
 */
final class LeanConvolutionLayer extends ConvolutionLayer implements CoreSharing {
    private static final long serialVersionUID = 1L;
    private static final int LEAST_CHANNELS = 16;
    /** Of a kernel, over all channels. */
    private static final int MOST_TAPS = 32;

    private final transient MKLDNNConvHelper helper;
    private final boolean direct;
    private transient Cores cores = Cores.ONE;
    private transient ColumnConvolution columns;
    private transient SequenceProducts products;
    private transient PartedConvolution convolution;

    /** @param direct whether oneDNN is called by its own interface, not through Deeplearning4j's helper */
    LeanConvolutionLayer(NeuralNetConfiguration conf, DataType type, boolean direct) {
        super(conf, type);
        this.direct = direct;
        helper = new MKLDNNConvHelper(type);
    }

    @Override
    public void share(Cores shared) {
        cores = shared;
        columns = closed(columns);
        products = closed(products);
        convolution = closed(convolution);
    }

    private LeanConvolution settings() {
        return (LeanConvolution) layerConf();
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        applyDropOutIfNecessary(training, workspaces);
        LeanConvolution s = settings();
        INDArray x = NativeFloats.rowMajor(input, ArrayType.INPUT, workspaces);
        INDArray kernel = getParamWithNoise("W", training, workspaces);
        INDArray bias = bias(training, workspaces);
        if (!isSequence(x) && !isUnfolded(x) && !direct) {
            return helper.preOutput(x, kernel, bias, s.getKernelSize(), s.getStride(), s.getPadding(),
                    s.getCudnnAlgoMode(), null, convolutionMode, s.getDilation(), CNN2DFormat.NCHW, workspaces);
        }
        INDArray y = workspaces.createUninitialized(ArrayType.ACTIVATIONS, DataType.FLOAT,
                new long[] {x.size(0), kernel.size(0), x.size(2), x.size(3)}, 'c');
        if (isSequence(x)) {
            reserveProducts(x, (int) kernel.size(0));
            products.forward(NativeFloats.of(x), NativeFloats.of(kernel), bias == null ? null
                    : NativeFloats.copy(bias), NativeFloats.of(y), (int) x.size(0));
        } else if (isUnfolded(x)) {
            columns(x, (int) kernel.size(0)).forward(NativeFloats.of(x), NativeFloats.of(kernel),
                    bias == null ? null : NativeFloats.of(bias), NativeFloats.pointer(y));
        } else {
            convolution(x, (int) kernel.size(0)).forward(NativeFloats.pointer(x), NativeFloats.pointer(kernel),
                    bias == null ? null : NativeFloats.pointer(bias), NativeFloats.pointer(y));
        }
        Reference.reachabilityFence(x);
        Reference.reachabilityFence(kernel);
        Reference.reachabilityFence(bias);
        return y;
    }

    private ConvolutionShape shape(INDArray x, int filters) {
        return new ConvolutionShape((int) x.size(0), (int) x.size(1), (int) x.size(2), (int) x.size(3), filters,
                settings().getKernelSize()[0], settings().getKernelSize()[1]);
    }

    private PartedConvolution convolution(INDArray x, int filters) {
        ConvolutionShape shape = shape(x, filters);
        if (convolution == null || !convolution.fits(shape)) {
            closed(convolution);
            convolution = new PartedConvolution(shape, settings().hasBias(), cores);
        }
        return convolution;
    }

    private ColumnConvolution columns(INDArray x, int filters) {
        ConvolutionShape shape = shape(x, filters);
        if (columns == null || !columns.fits(shape)) {
            closed(columns);
            columns = new ColumnConvolution(shape, cores);
        }
        return columns;
    }

    private static <M extends NativeMemory> M closed(M memory) {
        if (memory != null) {
            memory.close();
        }
        return null;
    }

    /** Image columns are multiplied where they are few: oneDNN would reorder the whole output before and after. */
    private boolean isUnfolded(INDArray x) {
        return x.size(1) * settings().getKernelSize()[0] * settings().getKernelSize()[1] <= MOST_TAPS;
    }

    private INDArray bias(boolean training, LayerWorkspaceMgr workspaces) {
        return settings().hasBias() ? getParamWithNoise("b", training, workspaces) : null;
    }

    /** Sequences of many channels are multiplied as matrices: oneDNN is slower there. */
    private boolean isSequence(INDArray x) {
        return settings().getKernelSize()[0] == 1 && x.size(2) == 1 && x.size(1) >= LEAST_CHANNELS;
    }

    private void reserveProducts(INDArray x, int filters) {
        int length = (int) x.size(3);
        int clips = (int) x.size(0);
        if (products == null || !products.fits(length, clips)) {
            closed(products);
            products = SequenceProducts.of((int) x.size(1), filters, settings().getKernelSize()[1], length, clips, cores);
        }
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray given, LayerWorkspaceMgr workspaces) {
        INDArray epsilon = NativeFloats.rowMajor(given, ArrayType.BP_WORKING_MEM, workspaces);
        INDArray x = NativeFloats.rowMajor(input, ArrayType.BP_WORKING_MEM, workspaces);
        LeanConvolution s = settings();
        if (isSequence(x)) {
            return productGradients(x, epsilon, workspaces);
        }
        if (s.isFirst()) {
            return new Pair<>(weightGradients(x, epsilon), null);
        }
        INDArray biasGradient = s.hasBias() ? gradientViews.get("b") : null;
        if (direct) {
            return gradients(x, epsilon, biasGradient, workspaces);
        }
        Pair<Gradient, INDArray> result = helper.backpropGradient(x, getParamWithNoise("W", true, workspaces),
                bias(true, workspaces), epsilon, s.getKernelSize(), s.getStride(), s.getPadding(), biasGradient,
                gradientViews.get("W"), s.getActivationFn(), s.getCudnnAlgoMode(), null, null, convolutionMode,
                s.getDilation(), CNN2DFormat.NCHW, workspaces);
        result.setSecond(backpropDropOutIfPresent(result.getSecond()));
        return result;
    }

    private Pair<Gradient, INDArray> gradients(INDArray x, INDArray epsilon, INDArray biasGradient, LayerWorkspaceMgr workspaces) {
        INDArray below = workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, DataType.FLOAT, x.shape(), 'c');
        INDArray kernel = getParamWithNoise("W", true, workspaces);
        INDArray kernelGradient = gradientViews.get("W");
        convolution(x, (int) epsilon.size(1)).backward(NativeFloats.pointer(x), NativeFloats.pointer(kernel),
                NativeFloats.pointer(epsilon), NativeFloats.pointer(kernelGradient),
                biasGradient == null ? null : NativeFloats.pointer(biasGradient), NativeFloats.pointer(below));
        Reference.reachabilityFence(x);
        Reference.reachabilityFence(kernel);
        Reference.reachabilityFence(epsilon);
        return new Pair<>(gradient(kernelGradient, biasGradient), backpropDropOutIfPresent(below));
    }

    private Pair<Gradient, INDArray> productGradients(INDArray x, INDArray epsilon, LayerWorkspaceMgr workspaces) {
        INDArray below = settings().isFirst() ? null
                : workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, DataType.FLOAT, x.shape(), 'c');
        INDArray kernelGradient = gradientViews.get("W");
        float[] biasGradient = settings().hasBias() ? new float[(int) epsilon.size(1)] : null;
        products.backward(NativeFloats.of(x), NativeFloats.of(epsilon), NativeFloats.of(kernelGradient), biasGradient,
                below == null ? null : NativeFloats.of(below), (int) x.size(0));
        Reference.reachabilityFence(x);
        Reference.reachabilityFence(epsilon);
        INDArray biasView = settings().hasBias() ? gradientViews.get("b") : null;
        if (biasView != null) {
            NativeFloats.of(biasView).put(biasGradient);
        }
        return new Pair<>(gradient(kernelGradient, biasView), below == null ? null : backpropDropOutIfPresent(below));
    }

    /** Gradients by kernel and bias alone. */
    private Gradient weightGradients(INDArray x, INDArray epsilon) {
        INDArray kernelGradient = gradientViews.get("W");
        INDArray biasGradient = settings().hasBias() ? gradientViews.get("b") : null;
        columns(x, (int) epsilon.size(1)).weightGradients(NativeFloats.of(x), NativeFloats.pointer(epsilon),
                NativeFloats.of(kernelGradient), biasGradient == null ? null : NativeFloats.of(biasGradient));
        Reference.reachabilityFence(x);
        Reference.reachabilityFence(epsilon);
        return gradient(kernelGradient, biasGradient);
    }

    private static Gradient gradient(INDArray kernelGradient, INDArray biasGradient) {
        Gradient gradient = new DefaultGradient();
        if (biasGradient != null) {
            gradient.setGradientFor("b", biasGradient);
        }
        gradient.setGradientFor("W", kernelGradient);
        return gradient;
    }
}
