package serlab.model.layer;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;

import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
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
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The working half of {@link LeanConvolution}: oneDNN, called once each way, by its own interface or, where that is not there,
 * through Deeplearning4j's helper; matrix products for sequences and for the first layer.
 */
final class LeanConvolutionLayer extends ConvolutionLayer {
    private static final long serialVersionUID = 1L;
    private static final int LEAST_CHANNELS = 16;
    /** Of a kernel, over all channels. */
    private static final int MOST_TAPS = 32;

    private final transient MKLDNNConvHelper helper;
    private final boolean direct;
    /** One clip's image columns: a row for each kernel tap, and a last row of ones for the bias. */
    private transient INDArray columns;
    private transient INDArray accumulated;
    private transient SequenceProducts products;
    private transient OneDnnConvolution convolution;

    /** @param direct whether oneDNN is called by its own interface, not through Deeplearning4j's helper */
    LeanConvolutionLayer(NeuralNetConfiguration conf, DataType type, boolean direct) {
        super(conf, type);
        this.direct = direct;
        helper = new MKLDNNConvHelper(type);
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
        if (isSequence(x)) {
            INDArray y = workspaces.createUninitialized(ArrayType.ACTIVATIONS, DataType.FLOAT,
                    new long[] {x.size(0), kernel.size(0), 1, x.size(3)}, 'c');
            reserveProducts(x, (int) kernel.size(0));
            products.forward(NativeFloats.of(x), NativeFloats.of(kernel), bias == null ? null
                    : NativeFloats.copy(bias), NativeFloats.of(y), (int) x.size(0));
            Reference.reachabilityFence(x);
            return y;
        }
        if (isUnfolded(x)) {
            return products(x, kernel, bias, workspaces);
        }
        if (direct) {
            INDArray y = workspaces.createUninitialized(ArrayType.ACTIVATIONS, DataType.FLOAT,
                    new long[] {x.size(0), kernel.size(0), x.size(2), x.size(3)}, 'c');
            convolution(x, (int) kernel.size(0)).forward(NativeFloats.pointer(x), NativeFloats.pointer(kernel),
                    bias == null ? null : NativeFloats.pointer(bias), NativeFloats.pointer(y));
            Reference.reachabilityFence(x);
            Reference.reachabilityFence(kernel);
            Reference.reachabilityFence(bias);
            return y;
        }
        return helper.preOutput(x, kernel, bias, s.getKernelSize(), s.getStride(), s.getPadding(),
                s.getCudnnAlgoMode(), null, convolutionMode, s.getDilation(), CNN2DFormat.NCHW, workspaces);
    }

    private OneDnnConvolution convolution(INDArray x, int filters) {
        ConvolutionShape shape = new ConvolutionShape((int) x.size(0), (int) x.size(1), (int) x.size(2),
                (int) x.size(3), filters, settings().getKernelSize()[0], settings().getKernelSize()[1]);
        if (convolution == null || !convolution.fits(shape)) {
            if (convolution != null) {
                convolution.close();
            }
            convolution = new OneDnnConvolution(shape, settings().hasBias());
        }
        return convolution;
    }

    /** Image columns are multiplied where they are few: oneDNN would reorder the whole output before and after. */
    private boolean isUnfolded(INDArray x) {
        return x.size(1) * settings().getKernelSize()[0] * settings().getKernelSize()[1] <= MOST_TAPS;
    }

    /** The kernel, with the bias as its last column, times the image columns of each clip. */
    private INDArray products(INDArray x, INDArray kernel, INDArray bias, LayerWorkspaceMgr workspaces) {
        int clips = (int) x.size(0);
        int filters = (int) kernel.size(0);
        int area = (int) (x.size(2) * x.size(3));
        int taps = (int) (kernel.length() / filters);
        reserve(taps, area, filters);
        INDArray y = workspaces.createUninitialized(ArrayType.ACTIVATIONS, DataType.FLOAT,
                new long[] {clips, filters, x.size(2), x.size(3)}, 'c');
        float[] weights = new float[filters * (taps + 1)];
        FloatBuffer packed = NativeFloats.of(kernel);
        FloatBuffer biases = bias == null ? null : NativeFloats.of(bias);
        for (int f = 0; f < filters; f++) {
            packed.get(f * taps, weights, f * (taps + 1), taps);
            weights[f * (taps + 1) + taps] = biases == null ? 0 : biases.get(f);
        }
        FloatBuffer from = NativeFloats.of(x);
        FloatBuffer to = NativeFloats.of(columns);
        FloatPointer out = new FloatPointer(y.data().addressPointer()).position(0);
        FloatPointer in = new FloatPointer(columns.data().addressPointer()).position(0);
        try (FloatPointer left = new FloatPointer(weights)) {
            for (int n = 0; n < clips; n++) {
                unfold(from, n, (int) x.size(1), (int) x.size(2), (int) x.size(3), to);
                SequenceProducts.multiply(CblasNoTrans, CblasNoTrans, filters, area, taps + 1, left, taps + 1, in, area, 0,
                        out.getPointer((long) n * filters * area), area);
            }
        }
        Reference.reachabilityFence(x);
        Reference.reachabilityFence(y);
        Reference.reachabilityFence(kernel);
        Reference.reachabilityFence(bias);
        return y;
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
            if (products != null) {
                products.close();
            }
            products = SequenceProducts.of((int) x.size(1), filters, settings().getKernelSize()[1], length, clips);
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
        Gradient gradient = new DefaultGradient();
        if (biasGradient != null) {
            gradient.setGradientFor("b", biasGradient);
        }
        gradient.setGradientFor("W", kernelGradient);
        return new Pair<>(gradient, backpropDropOutIfPresent(below));
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
        Gradient gradient = new DefaultGradient();
        if (biasGradient != null) {
            INDArray view = gradientViews.get("b");
            NativeFloats.of(view).put(biasGradient);
            gradient.setGradientFor("b", view);
        }
        gradient.setGradientFor("W", kernelGradient);
        return new Pair<>(gradient, below == null ? null : backpropDropOutIfPresent(below));
    }

    /** Gradients by kernel and bias alone: image columns of each clip times its output gradient, summed. */
    private Gradient weightGradients(INDArray x, INDArray epsilon) {
        int clips = (int) x.size(0);
        int filters = (int) epsilon.size(1);
        int area = (int) (x.size(2) * x.size(3));
        int taps = (int) x.size(1) * settings().getKernelSize()[0] * settings().getKernelSize()[1];
        reserve(taps, area, filters);
        INDArray maps = epsilon.reshape('c', clips, filters, area);
        FloatBuffer from = NativeFloats.of(x);
        FloatBuffer to = NativeFloats.of(columns);
        for (int n = 0; n < clips; n++) {
            unfold(from, n, (int) x.size(1), (int) x.size(2), (int) x.size(3), to);
            Nd4j.gemm(maps.get(NDArrayIndex.point(n)), columns, accumulated, false, true, 1.0, n == 0 ? 0.0 : 1.0);
        }
        Reference.reachabilityFence(x);
        Gradient gradient = new DefaultGradient();
        if (settings().hasBias()) {
            INDArray biasGradient = gradientViews.get("b");
            biasGradient.assign(accumulated.getColumn(taps).reshape(biasGradient.shape()));
            gradient.setGradientFor("b", biasGradient);
        }
        INDArray kernelGradient = gradientViews.get("W");
        kernelGradient.reshape('c', filters, taps)
                .assign(accumulated.get(NDArrayIndex.all(), NDArrayIndex.interval(0, taps)));
        gradient.setGradientFor("W", kernelGradient);
        return gradient;
    }

    private void reserve(int taps, int area, int filters) {
        if (columns != null && columns.size(0) == taps + 1 && columns.size(1) == area) {
            return;
        }
        try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            columns = Nd4j.zeros(DataType.FLOAT, taps + 1, area);
            columns.getRow(taps).assign(1.0f);
            accumulated = Nd4j.create(DataType.FLOAT, new long[] {filters, taps + 1}, 'f');
        }
    }

    /** Copies clip {@code n}, shifted by each kernel tap, into the rows of the columns; their borders stay zero. */
    private void unfold(FloatBuffer from, int n, int channels, int height, int width, FloatBuffer to) {
        int kernelHeight = settings().getKernelSize()[0];
        int kernelWidth = settings().getKernelSize()[1];
        int area = height * width;
        for (int tap = 0; tap < channels * kernelHeight * kernelWidth; tap++) {
            int channel = tap / (kernelHeight * kernelWidth);
            int down = tap / kernelWidth % kernelHeight - (kernelHeight - 1) / 2;
            int right = tap % kernelWidth - (kernelWidth - 1) / 2;
            int firstColumn = Math.max(0, -right);
            int length = Math.min(width, width - right) - firstColumn;
            int image = (n * channels + channel) * area;
            for (int y = Math.max(0, -down); y < Math.min(height, height - down); y++) {
                to.put(tap * area + y * width + firstColumn, from, image + (y + down) * width + right + firstColumn,
                        length);
            }
        }
    }
}
