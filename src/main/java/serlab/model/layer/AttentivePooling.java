package serlab.model.layer;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Weighted mean and standard deviation of channels over time: {@code [n, c + heads, 1, frames]} to {@code [n, 2 c]}, means
 * first. The last {@code heads} channels are scores; their softmax over the frames weighs the frames of an equal share of the
 * {@code c} channels, the first score those of the first. The deviation is {@code sqrt(variance + 1e-5)}, as in
 * {@link StatisticsPooling}, which this is where all scores are equal. Works in every float type. Source: Okabe et al. 2018.
 */
public final class AttentivePooling extends WeightlessLayer {
    private static final long serialVersionUID = 1L;

    private int heads = 1;

    /** For deserialization. */
    public AttentivePooling() {
    }

    /** @param heads number of scores, a divisor of the number of channels */
    public AttentivePooling(int heads) {
        setHeads(heads);
    }

    public int getHeads() {
        return heads;
    }

    public void setHeads(int heads) {
        if (heads < 1) {
            throw new IllegalArgumentException(heads + " heads; expected at least 1");
        }
        this.heads = heads;
    }

    @Override
    public AttentivePooling clone() {
        return (AttentivePooling) super.clone();
    }

    @Override
    Work<AttentivePooling> work(NeuralNetConfiguration conf, DataType type) {
        return new AttentivePoolingLayer(conf, type);
    }

    @Override
    public InputType getOutputType(int index, InputType input) {
        if (!(input instanceof InputType.InputTypeConvolutional map) || map.getHeight() != 1) {
            throw new IllegalArgumentException("attentive pooling takes sequences [n, c + heads, 1, frames], its input is " + input);
        }
        long channels = map.getChannels() - heads;
        if (channels < heads || channels % heads != 0) {
            throw new IllegalArgumentException(heads + " heads do not share " + channels + " channels equally");
        }
        return InputType.feedForward(2 * channels);
    }

    @Override
    public boolean equals(Object other) {
        return super.equals(other) && other instanceof AttentivePooling that && that.heads == heads;
    }

    @Override
    public int hashCode() {
        return 31 * super.hashCode() + heads;
    }
}
