package serlab.model.layer;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.NoParamLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Mean and standard deviation over the positions of each clip: {@code [n, 1, positions, width]} to {@code [n, 2 width]}, means
 * first. Rows of zeros behind the positions do not count. The deviation is that of the population, {@code sqrt(variance + 1e-5)}
 * as in {@link StatisticsPooling}; a clip without positions has zeros.
 */
public final class PositionStatistics extends NoParamLayer {
    private static final long serialVersionUID = 1L;

    /** Without settings. */
    public PositionStatistics() {
    }

    @Override
    public PositionStatistics clone() {
        return (PositionStatistics) super.clone();
    }

    @Override
    public Layer instantiate(NeuralNetConfiguration conf, Collection<TrainingListener> listeners, int index,
                             INDArray parameters, boolean initialize, DataType type) {
        PositionStatisticsLayer layer = new PositionStatisticsLayer(conf, type);
        layer.setListeners(listeners);
        layer.setIndex(index);
        layer.setParamsViewArray(parameters);
        layer.setParamTable(initializer().init(conf, parameters, initialize));
        layer.setConf(conf);
        return layer;
    }

    @Override
    public InputType getOutputType(int index, InputType input) {
        if (!(input instanceof InputType.InputTypeConvolutional map) || map.getChannels() != 1) {
            throw new IllegalArgumentException("statistics of positions are taken of [n, 1, positions, width], the input is " + input);
        }
        return InputType.feedForward(2 * map.getWidth());
    }

    @Override
    public InputPreProcessor getPreProcessorForInputType(InputType input) {
        return null;
    }

    @Override
    public LayerMemoryReport getMemoryReport(InputType input) {
        return new LayerMemoryReport.Builder(getLayerName(), PositionStatistics.class, input, getOutputType(-1, input))
                .standardMemory(0, 0).workingMemory(0, 0, 0, 0)
                .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS).build();
    }
}
