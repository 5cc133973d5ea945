package serlab.model.layer;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Mean and standard deviation of every channel over its positions: {@code [n, c, h, w]} to {@code [n, 2 c]}, means
 * first. The deviation is that of the population, {@code sqrt(variance + 1e-5)}, so that a constant channel has a
 * gradient. Works in every float type. Source: Snyder et al. 2018, "X-vectors".
 */
public final class StatisticsPooling extends WeightlessLayer {
    /** Added to the variance. */
    public static final double VARIANCE_FLOOR = 1e-5;
    private static final long serialVersionUID = 1L;

    /** Without settings. */
    public StatisticsPooling() {
    }

    @Override
    public StatisticsPooling clone() {
        return (StatisticsPooling) super.clone();
    }

    @Override
    Work<StatisticsPooling> work(NeuralNetConfiguration conf, DataType type) {
        return new StatisticsPoolingLayer(conf, type);
    }

    @Override
    public InputType getOutputType(int index, InputType input) {
        if (!(input instanceof InputType.InputTypeConvolutional map)) {
            throw new IllegalArgumentException("statistics pooling takes maps [n, c, h, w], its input is " + input);
        }
        return InputType.feedForward(2 * map.getChannels());
    }
}
