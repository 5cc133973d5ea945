package serlab.model.layer;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Batch normalization, ReLU and max pooling in one pass each way: {@code [n, c, h, w]} to
 * {@code [n, c, h / poolHeight, w / poolWidth]}. The pooling window's stride equals its size, without padding; rows and
 * columns left over at the end are ignored, as Deeplearning4j's truncating max pooling does.
 *
 * <p>Same parameters as {@link BatchNormalization} (gamma, beta, running mean and variance), and the same running
 * statistics. Source: Ioffe and Szegedy 2015.
 */
public final class FusedBatchNorm extends BatchNormalization {
    private static final long serialVersionUID = 1L;

    private int poolHeight = 1;
    private int poolWidth = 1;

    /** For deserialization. */
    public FusedBatchNorm() {
        cnn2DFormat = CNN2DFormat.NCHW;
        useLogStd = false;
    }

    /**
     * @param poolHeight height of the pooling window, 1 for none
     * @param poolWidth  width of the pooling window, 1 for none
     */
    public FusedBatchNorm(int poolHeight, int poolWidth) {
        this();
        setPoolHeight(poolHeight);
        setPoolWidth(poolWidth);
    }

    public int getPoolHeight() {
        return poolHeight;
    }

    public void setPoolHeight(int poolHeight) {
        this.poolHeight = checked("height", poolHeight);
    }

    public int getPoolWidth() {
        return poolWidth;
    }

    public void setPoolWidth(int poolWidth) {
        this.poolWidth = checked("width", poolWidth);
    }

    private static int checked(String what, int size) {
        if (size < 1 || size > 11) {
            throw new IllegalArgumentException("pooling " + what + " " + size + " is not between 1 and 11");
        }
        return size;
    }

    @Override
    public FusedBatchNorm clone() {
        return (FusedBatchNorm) super.clone();
    }

    @Override
    public Layer instantiate(NeuralNetConfiguration conf, Collection<TrainingListener> listeners, int index,
                             INDArray parameters, boolean initialize, DataType type) {
        if (type != DataType.FLOAT) {
            throw new IllegalArgumentException("FusedBatchNorm computes in FLOAT, the network in " + type
                    + ": use BatchNormalization, ActivationLayer and SubsamplingLayer instead");
        }
        return new LayerPlace(conf, listeners, index, parameters, initialize).take(new FusedBatchNormLayer(conf, type), initializer());
    }

    @Override
    public InputType getOutputType(int index, InputType input) {
        InputType.InputTypeConvolutional image = (InputType.InputTypeConvolutional) input;
        if (image.getHeight() < poolHeight || image.getWidth() < poolWidth) {
            throw new IllegalArgumentException("pooling window " + poolHeight + "x" + poolWidth
                    + " is larger than its input " + image.getHeight() + "x" + image.getWidth());
        }
        return InputType.convolutional(image.getHeight() / poolHeight, image.getWidth() / poolWidth,
                image.getChannels(), CNN2DFormat.NCHW);
    }

    @Override
    public boolean equals(Object other) {
        return super.equals(other) && other instanceof FusedBatchNorm that && that.poolHeight == poolHeight
                && that.poolWidth == poolWidth;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * super.hashCode() + poolHeight) + poolWidth;
    }
}
