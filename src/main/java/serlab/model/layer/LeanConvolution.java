package serlab.model.layer;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A two-dimensional convolution, stride 1, output as large as its input, without activation, whose backward pass does
 * not repeat the forward pass. As the first layer of a network it also leaves out the gradient by its input, which
 * nobody needs. Parameters as in {@link ConvolutionLayer}.
 */
public final class LeanConvolution extends ConvolutionLayer {
    private static final long serialVersionUID = 1L;

    private boolean first;

    /** For deserialisation. */
    public LeanConvolution() {
    }

    private LeanConvolution(Builder builder) {
        super(builder);
        first = builder.first;
        setCnn2dDataFormat(CNN2DFormat.NCHW);
    }

    /**
     * @param filters      number of output channels
     * @param kernelHeight rows of a kernel, odd
     * @param kernelWidth  columns of a kernel, odd
     * @param first        whether this is the network's first layer
     */
    public static LeanConvolution of(int filters, int kernelHeight, int kernelWidth, boolean first) {
        if (kernelHeight % 2 == 0 || kernelWidth % 2 == 0) {
            throw new IllegalArgumentException("kernel " + kernelHeight + "x" + kernelWidth
                    + " has an even side; both must be odd");
        }
        return new LeanConvolution(new Builder(filters, kernelHeight, kernelWidth, first));
    }

    public boolean isFirst() {
        return first;
    }

    public void setFirst(boolean first) {
        this.first = first;
    }

    @Override
    public LeanConvolution clone() {
        return (LeanConvolution) super.clone();
    }

    @Override
    public Layer instantiate(NeuralNetConfiguration conf, Collection<TrainingListener> listeners, int index,
                             INDArray parameters, boolean initialise, DataType type) {
        if (type != DataType.FLOAT) {
            throw new IllegalArgumentException("LeanConvolution computes in FLOAT, the network in " + type
                    + ": use ConvolutionLayer instead");
        }
        LeanConvolutionLayer layer = new LeanConvolutionLayer(conf, type);
        layer.setListeners(listeners);
        layer.setIndex(index);
        layer.setParamsViewArray(parameters);
        layer.setParamTable(initializer().init(conf, parameters, initialise));
        layer.setConf(conf);
        return layer;
    }

    @Override
    public boolean equals(Object other) {
        return super.equals(other) && other instanceof LeanConvolution that && that.first == first;
    }

    @Override
    public int hashCode() {
        return 31 * super.hashCode() + Boolean.hashCode(first);
    }

    private static final class Builder extends BaseConvBuilder<Builder> {
        private final boolean first;

        Builder(int filters, int kernelHeight, int kernelWidth, boolean first) {
            super(new int[] {kernelHeight, kernelWidth});
            this.first = first;
            nOut(filters);
            setKernelSize(kernelHeight, kernelWidth);
            setStride(1, 1);
            setPadding(0, 0);
            setDilation(1, 1);
            convolutionMode(ConvolutionMode.Same);
            activation(new ActivationIdentity());
        }

        @Override
        protected boolean allowCausal() {
            return false;
        }

        @Override
        public void setKernelSize(int... size) {
            this.kernelSize = size;
        }

        @Override
        public void setStride(int... stride) {
            this.stride = stride;
        }

        @Override
        public void setPadding(int... padding) {
            this.padding = padding;
        }

        @Override
        public void setDilation(int... dilation) {
            this.dilation = dilation;
        }

        @Override
        @SuppressWarnings("unchecked")
        public LeanConvolution build() {
            return new LeanConvolution(this);
        }
    }
}
