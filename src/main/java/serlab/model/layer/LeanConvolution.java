package serlab.model.layer;

import java.util.Arrays;
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
 * A two-dimensional convolution in NCHW order, padded to keep its size, without activation, whose backward pass does not
 * repeat the forward pass. As the first layer of a network it also leaves out the gradient by its input, which nobody
 * needs. Strides, even kernels, dilation and types other than float are left to the stock layer. Parameters as in
 * {@link ConvolutionLayer}.
 */
public final class LeanConvolution extends ConvolutionLayer {
    private static final long serialVersionUID = 1L;

    private boolean first;

    /** For deserialization. */
    public LeanConvolution() {
    }

    private LeanConvolution(Builder builder) {
        super(builder);
        first = builder.first;
        setCnn2dDataFormat(CNN2DFormat.NCHW);
    }

    /**
     * @param filters number of output channels
     * @param kernel  its rows and columns
     * @param stride  its steps down and right
     * @param bias    whether a bias is added
     * @param first   whether this is the network's first layer
     */
    public static LeanConvolution of(int filters, int[] kernel, int[] stride, boolean bias, boolean first) {
        return new LeanConvolution(new Builder(filters, kernel, stride, bias, first));
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
                             INDArray parameters, boolean initialize, DataType type) {
        if (!isSpedUp(type)) {
            return super.instantiate(conf, listeners, index, parameters, initialize, type);
        }
        return spedUp(conf, listeners, index, parameters, initialize, OneDnnLibrary.isAvailable());
    }

    /** @param direct as {@link LeanConvolutionLayer} takes it */
    LeanConvolutionLayer spedUp(NeuralNetConfiguration conf, Collection<TrainingListener> listeners, int index, INDArray parameters,
                                boolean initialize, boolean direct) {
        return new LayerPlace(conf, listeners, index, parameters, initialize).take(new LeanConvolutionLayer(conf, DataType.FLOAT, direct), initializer());
    }

    /** Whether this layer does better than the stock layer, which otherwise takes its place. */
    boolean isSpedUp(DataType type) {
        return type == DataType.FLOAT && getKernelSize()[0] % 2 == 1 && getKernelSize()[1] % 2 == 1
                && Arrays.equals(getStride(), new int[] {1, 1}) && Arrays.equals(getDilation(), new int[] {1, 1})
                && getConvolutionMode() == ConvolutionMode.Same && getCnn2dDataFormat() == CNN2DFormat.NCHW
                && getActivationFn() instanceof ActivationIdentity;
    }

    @Override
    public boolean equals(Object other) {
        return super.equals(other) && other instanceof LeanConvolution that && that.first == first;
    }

    @Override
    public int hashCode() {
        return 31 * super.hashCode() + Boolean.hashCode(first);
    }

    @SuppressWarnings("unchecked") // the stock builder gives any layer that is asked for
    private static final class Builder extends BaseConvBuilder<Builder> {
        private final boolean first;

        Builder(int filters, int[] kernel, int[] stride, boolean bias, boolean first) {
            super(kernel);
            this.first = first;
            nOut(filters);
            hasBias(bias);
            setKernelSize(kernel);
            setStride(stride);
            padding = new int[] {0, 0};
            dilation = new int[] {1, 1};
            convolutionMode(ConvolutionMode.Same);
            activation(new ActivationIdentity());
        }

        @Override
        protected boolean allowCausal() {
            return false;
        }

        @Override
        public void setKernelSize(int[] size) {
            this.kernelSize = size;
        }

        @Override
        public void setStride(int[] stride) {
            this.stride = stride;
        }

        @Override
        public void setPadding(int[] padding) {
            this.padding = padding;
        }

        @Override
        public void setDilation(int[] dilation) {
            this.dilation = dilation;
        }

        @Override
        public LeanConvolution build() {
            return new LeanConvolution(this);
        }
    }
}
