package serlab.model.layer;

import java.util.Arrays;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Turns maps into sequences without moving a value: {@code [n, c, h, w]} to {@code [n, channels, 1, c h w / channels]},
 * both row-major. With {@code channels = c h} every row of every map becomes a channel and the columns stay the time
 * axis; with one channel the whole map is one sequence.
 */
public final class SequenceFold implements InputPreProcessor {
    private static final long serialVersionUID = 1L;

    private long mapChannels;
    private long height;
    private long width;
    private long channels;

    /** For deserialisation. */
    public SequenceFold() {
    }

    /**
     * @param mapChannels channels of the map
     * @param height      its rows
     * @param width       its columns
     * @param channels    channels of the sequence, a divisor of the map's size
     */
    public SequenceFold(long mapChannels, long height, long width, long channels) {
        if (channels < 1 || mapChannels * height * width % channels != 0) {
            throw new IllegalArgumentException("a map of " + mapChannels + " x " + height + " x " + width
                    + " cannot be folded into " + channels + " channels of equal length");
        }
        this.mapChannels = mapChannels;
        this.height = height;
        this.width = width;
        this.channels = channels;
    }

    public long getMapChannels() {
        return mapChannels;
    }

    public void setMapChannels(long mapChannels) {
        this.mapChannels = mapChannels;
    }

    public long getHeight() {
        return height;
    }

    public void setHeight(long height) {
        this.height = height;
    }

    public long getWidth() {
        return width;
    }

    public void setWidth(long width) {
        this.width = width;
    }

    public long getChannels() {
        return channels;
    }

    public void setChannels(long channels) {
        this.channels = channels;
    }

    private long length() {
        return mapChannels * height * width / channels;
    }

    /** @param batch not used: the graph hands over the size of an earlier batch when it only predicts */
    @Override
    public INDArray preProcess(INDArray map, int batch, LayerWorkspaceMgr workspaces) {
        long clips = map.size(0);
        if (map.length() != clips * channels * length()) {
            throw new IllegalArgumentException("input of shape " + Arrays.toString(map.shape()) + " does not hold maps of "
                    + mapChannels + " x " + height + " x " + width);
        }
        INDArray dense = NativeFloats.rowMajor(map, ArrayType.ACTIVATIONS, workspaces);
        return workspaces.leverageTo(ArrayType.ACTIVATIONS, dense.reshape('c', clips, channels, 1, length()));
    }

    @Override
    public INDArray backprop(INDArray epsilon, int batch, LayerWorkspaceMgr workspaces) {
        if (epsilon == null) {
            return null;
        }
        long clips = epsilon.size(0);
        INDArray dense = NativeFloats.rowMajor(epsilon, ArrayType.ACTIVATION_GRAD, workspaces);
        return workspaces.leverageTo(ArrayType.ACTIVATION_GRAD, dense.reshape('c', clips, mapChannels, height, width));
    }

    @Override
    public InputType getOutputType(InputType input) {
        return InputType.convolutional(1, length(), channels);
    }

    @Override
    public Pair<INDArray, MaskState> feedForwardMaskArray(INDArray mask, MaskState state, int clips) {
        return new Pair<>(mask, state);
    }

    @Override
    public SequenceFold clone() {
        return new SequenceFold(mapChannels, height, width, channels);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SequenceFold that && that.mapChannels == mapChannels && that.height == height
                && that.width == width && that.channels == channels;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(((mapChannels * 31 + height) * 31 + width) * 31 + channels);
    }
}
