package serlab.model.layer;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.nn.weights.WeightInitXavier;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * A layer of a pretrained speech encoder that trains: self-attention of several heads and two dense layers with GELU between
 * them, each after a normalization and added to what came in. {@code [n, 1, positions, width]} to the same; the positions of a
 * clip stand first, and rows of zeros behind them, which neither attend nor are attended to and stay zeros. Its weights begin as
 * those of the file that it names. With a rank, the four matrices stay as they are in the file, and to each is added the product
 * of two narrow ones, which are trained with the biases and normalizations. Computes in float.
 *
 * <p>Sources: Vaswani et al. 2017; Radford et al. 2022, the encoder; Hu et al., "LoRA", 2021, the narrow matrices.
 */
public final class EncoderBlock extends BaseLayer implements Paced {
    private static final long serialVersionUID = 1L;

    private String encoder = "";
    private String sha256 = "";
    private int number = 1;
    private int width;
    private int inner;
    private int heads;
    private boolean last;
    private int rank;
    private double dropped;
    private double pace = 1;

    /** For deserialization. */
    public EncoderBlock() {
    }

    /**
     * @param origin  whose layer it is
     * @param rank    of the products that are added to the matrices; 0 to train the matrices themselves
     * @param dropped probability that a number that attention or the dense layers add is dropped in training
     * @param pace    what the learning rate is multiplied by
     * @param updater the optimizer with the first learning rate of the network
     */
    public EncoderBlock(BlockOrigin origin, int rank, double dropped, double pace, IUpdater updater) {
        encoder = origin.encoder().name();
        sha256 = origin.encoder().sha256();
        number = origin.number();
        width = origin.encoder().width();
        inner = origin.inner();
        heads = origin.heads();
        last = origin.last();
        this.rank = rank;
        this.dropped = dropped;
        this.pace = pace;
        activationFn = new ActivationIdentity();
        weightInitFn = new WeightInitXavier();
        IUpdater own = updater.clone();
        if (own.hasLearningRate()) {
            own.setLrAndSchedule(pace * own.getLearningRate(0, 0), null);
        }
        setIUpdater(own);
        setBiasUpdater(own.clone());
    }

    public String getEncoder() {
        return encoder;
    }

    public void setEncoder(String encoder) {
        this.encoder = encoder;
    }

    public String getSha256() {
        return sha256;
    }

    public void setSha256(String sha256) {
        this.sha256 = sha256;
    }

    public int getNumber() {
        return number;
    }

    public void setNumber(int number) {
        this.number = number;
    }

    public int getWidth() {
        return width;
    }

    public void setWidth(int width) {
        this.width = width;
    }

    public int getInner() {
        return inner;
    }

    public void setInner(int inner) {
        this.inner = inner;
    }

    public int getHeads() {
        return heads;
    }

    public void setHeads(int heads) {
        this.heads = heads;
    }

    public boolean isLast() {
        return last;
    }

    public void setLast(boolean last) {
        this.last = last;
    }

    public int getRank() {
        return rank;
    }

    public void setRank(int rank) {
        this.rank = rank;
    }

    public double getDropped() {
        return dropped;
    }

    public void setDropped(double dropped) {
        this.dropped = dropped;
    }

    @Override
    public double getPace() {
        return pace;
    }

    public void setPace(double pace) {
        this.pace = pace;
    }

    /** Multiplications and additions of a forward pass over so many positions: four matrices, and the scores and sums of the heads. */
    public double operations(int positions) {
        return 2.0 * positions * width * (4.0 * width + 2.0 * inner) + 4.0 * positions * positions * width;
    }

    @Override
    public EncoderBlock clone() {
        return (EncoderBlock) super.clone();
    }

    @Override
    public Layer instantiate(NeuralNetConfiguration conf, Collection<TrainingListener> listeners, int index,
                             INDArray parameters, boolean initialize, DataType type) {
        if (type != DataType.FLOAT) {
            throw new IllegalArgumentException("EncoderBlock computes in FLOAT, the network in " + type);
        }
        if (width < 1 || inner < 1 || heads < 1 || width % heads != 0 || rank < 0 || !(dropped >= 0 && dropped < 1)) {
            throw new IllegalArgumentException("a layer of an encoder of width " + width + ", " + inner + " inside, " + heads + " heads, rank "
                    + rank + " and " + dropped + " dropped; expected heads that divide the width, and a share below 1");
        }
        return new LayerPlace(conf, listeners, index, parameters, initialize).take(new EncoderBlockLayer(conf, type), initializer());
    }

    @Override
    public ParamInitializer initializer() {
        return EncoderBlockParameters.INSTANCE;
    }

    /** What it learns, in the order in which it stands in a network's parameters. */
    List<EncoderBlockParameters.Slot> slots() {
        return EncoderBlockParameters.slots(this);
    }

    @Override
    public InputType getOutputType(int index, InputType input) {
        if (!(input instanceof InputType.InputTypeConvolutional map) || map.getChannels() != 1 || map.getWidth() != width) {
            throw new IllegalArgumentException("a layer of encoder " + encoder + " takes positions of " + width
                    + " numbers, [n, 1, positions, " + width + "], its input is " + input);
        }
        return input;
    }

    @Override
    public void setNIn(InputType input, boolean override) {
        getOutputType(-1, input);
    }

    @Override
    public InputPreProcessor getPreProcessorForInputType(InputType input) {
        return null;
    }

    @Override
    public boolean isPretrainParam(String name) {
        return false;
    }

    @Override
    public LayerMemoryReport getMemoryReport(InputType input) {
        return new LayerMemoryReport.Builder(getLayerName(), EncoderBlock.class, input, input)
                .standardMemory(initializer().numParams(this), initializer().numParams(this))
                .workingMemory(0, 10 * input.arrayElementsPerExample(), 0, 10 * input.arrayElementsPerExample())
                .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS).build();
    }

    @Override
    public boolean equals(Object other) {
        return super.equals(other) && other instanceof EncoderBlock that && identity().equals(that.identity());
    }

    @Override
    public int hashCode() {
        return 31 * super.hashCode() + identity().hashCode();
    }

    private List<Object> identity() {
        return List.of(Objects.toString(encoder), Objects.toString(sha256), number, width, inner, heads, last, rank, dropped, pace);
    }
}
