package serlab.model.layer;

import java.util.Arrays;
import java.util.Objects;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Reshaping of maps into maps of another size without moving a value: {@code [n, c, h, w]} to
 * {@code [n, channels, rows, c h w / (channels rows)]}, both row-major. With {@code channels = c h} and one row every row
 * of every map becomes a sequence and the columns stay the time axis; with one channel and one row the whole map is one
 * sequence; with {@code channels rows = c h} pictures that stand one above the other become channels.
 */
public final class MapFold implements InputPreProcessor {
    private static final long serialVersionUID = 1L;

    private long mapChannels;
    private long height;
    private long width;
    private long channels;
    private long rows = 1;

    /** For deserialization. */
    public MapFold() {
    }

    /**
     * @param mapChannels channels of the map
     * @param height      its rows
     * @param width       its columns
     * @param channels    channels of the result
     * @param rows        rows of the result; {@code channels rows} is a divisor of the map's size
     */
    public MapFold(long mapChannels, long height, long width, long channels, long rows) {
        if (channels < 1 || rows < 1 || mapChannels * height * width % (channels * rows) != 0) {
            throw new IllegalArgumentException("a map of " + mapChannels + " x " + height + " x " + width
                    + " cannot be folded into " + channels + " channels of " + rows + " rows of equal length");
        }
        this.mapChannels = mapChannels;
        this.height = height;
        this.width = width;
        this.channels = channels;
        this.rows = rows;
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

    public long getRows() {
        return rows;
    }

    public void setRows(long rows) {
        this.rows = rows;
    }

    private long columns() {
        return mapChannels * height * width / (channels * rows);
    }

    /** @param batch not used: the graph hands over the size of an earlier batch when it only predicts */
    @Override
    public INDArray preProcess(INDArray map, int batch, LayerWorkspaceMgr workspaces) {
        long clips = map.size(0);
        if (map.length() != clips * mapChannels * height * width) {
            throw new IllegalArgumentException("input of shape " + Arrays.toString(map.shape()) + " does not hold maps of "
                    + mapChannels + " x " + height + " x " + width);
        }
        INDArray dense = NativeFloats.rowMajor(map, ArrayType.ACTIVATIONS, workspaces);
        return workspaces.leverageTo(ArrayType.ACTIVATIONS, dense.reshape('c', clips, channels, rows, columns()));
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
        return InputType.convolutional(rows, columns(), channels);
    }

    @Override
    public Pair<INDArray, MaskState> feedForwardMaskArray(INDArray mask, MaskState state, int clips) {
        return new Pair<>(mask, state);
    }

    @Override
    public MapFold clone() {
        return new MapFold(mapChannels, height, width, channels, rows);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MapFold that && that.mapChannels == mapChannels && that.height == height
                && that.width == width && that.channels == channels && that.rows == rows;
    }

    @Override
    public int hashCode() {
        return Objects.hash(mapChannels, height, width, channels, rows);
    }
}
