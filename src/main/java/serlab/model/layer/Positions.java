package serlab.model.layer;

import java.nio.FloatBuffer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Some bands of a feature, turned: {@code [n, 1, bands, frames]} to {@code [n, 1, frames, width]}, a row for each position. Frames
 * of zeros are none: padding, or masked in training. The others move up, in their order, and rows of zeros follow. As the first
 * layer of a network it has no gradient.
 */
public final class Positions extends WeightlessLayer {
    private static final long serialVersionUID = 1L;

    private int first;
    private int width;

    /** For deserialization. */
    public Positions() {
    }

    /**
     * @param first the first band
     * @param width how many
     */
    public Positions(int first, int width) {
        this.first = first;
        this.width = width;
    }

    public int getFirst() {
        return first;
    }

    public void setFirst(int first) {
        this.first = first;
    }

    public int getWidth() {
        return width;
    }

    public void setWidth(int width) {
        this.width = width;
    }

    /** How many rows stand before the first of zeros alone. */
    static int count(FloatBuffer values, int from, int rows, int width) {
        int count = 0;
        while (count < rows && !isZero(values, from + count * width, width)) {
            count++;
        }
        return count;
    }

    private static boolean isZero(FloatBuffer values, int from, int n) {
        for (int i = from; i < from + n; i++) {
            if (values.get(i) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Positions clone() {
        return (Positions) super.clone();
    }

    @Override
    Work<Positions> work(NeuralNetConfiguration conf, DataType type) {
        return new PositionsLayer(conf, type);
    }

    @Override
    public InputType getOutputType(int index, InputType input) {
        if (!(input instanceof InputType.InputTypeConvolutional map) || map.getChannels() != 1 || map.getHeight() < first + width) {
            throw new IllegalArgumentException("positions of the bands " + first + " to " + (first + width - 1) + " are taken from a "
                    + "feature [n, 1, bands, frames] that has them, the input is " + input);
        }
        return InputType.convolutional(map.getWidth(), width, 1, CNN2DFormat.NCHW);
    }

    @Override
    public boolean equals(Object other) {
        return super.equals(other) && other instanceof Positions that && that.first == first && that.width == width;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * super.hashCode() + first) + width;
    }
}
