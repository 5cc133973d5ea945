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
 * Mean and standard deviation of every channel over its positions: {@code [n, c, h, w]} to {@code [n, 2 c]}, means
 * first. The deviation is that of the population, {@code sqrt(variance + 1e-5)}, so that a constant channel has a
 * gradient. Works in every float type. Source: Snyder et al. 2018, "X-vectors".
 */
public final class StatisticsPooling extends NoParamLayer {
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
    public Layer instantiate(NeuralNetConfiguration conf, Collection<TrainingListener> listeners, int index,
                             INDArray parameters, boolean initialize, DataType type) {
        StatisticsPoolingLayer layer = new StatisticsPoolingLayer(conf, type);
        layer.setListeners(listeners);
        layer.setIndex(index);
        layer.setParamsViewArray(parameters);
        layer.setParamTable(initializer().init(conf, parameters, initialize));
        layer.setConf(conf);
        return layer;
    }

    @Override
    public InputType getOutputType(int index, InputType input) {
        if (!(input instanceof InputType.InputTypeConvolutional map)) {
            throw new IllegalArgumentException("statistics pooling takes maps [n, c, h, w], its input is " + input);
        }
        return InputType.feedForward(2 * map.getChannels());
    }

    @Override
    public InputPreProcessor getPreProcessorForInputType(InputType input) {
        return null;
    }

    @Override
    public LayerMemoryReport getMemoryReport(InputType input) {
        return new LayerMemoryReport.Builder(getLayerName(), StatisticsPooling.class, input, getOutputType(-1, input))
                .standardMemory(0, 0)
                .workingMemory(0, input.arrayElementsPerExample(), 0, input.arrayElementsPerExample())
                .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS).build();
    }
}
