package serlab.model.layer;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Mean and standard deviation over the positions of each clip: {@code [n, 1, positions, width]} to {@code [n, 2 width]}, means
 * first. Rows of zeros behind the positions do not count. The deviation is that of the population, {@code sqrt(variance + 1e-5)}
 * as in {@link StatisticsPooling}; a clip without positions has zeros.
 */
public final class PositionStatistics extends WeightlessLayer {
    private static final long serialVersionUID = 1L;

    /** Without settings. */
    public PositionStatistics() {
    }

    @Override
    public PositionStatistics clone() {
        return (PositionStatistics) super.clone();
    }

    @Override
    Work<PositionStatistics> work(NeuralNetConfiguration conf, DataType type) {
        return new PositionStatisticsLayer(conf, type);
    }

    @Override
    public InputType getOutputType(int index, InputType input) {
        if (!(input instanceof InputType.InputTypeConvolutional map) || map.getChannels() != 1) {
            throw new IllegalArgumentException("statistics of positions are taken of [n, 1, positions, width], the input is " + input);
        }
        return InputType.feedForward(2 * map.getWidth());
    }
}
