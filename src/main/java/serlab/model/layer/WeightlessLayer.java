package serlab.model.layer;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.NoParamLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.nn.layers.AbstractLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A layer that learns nothing, takes its input as it comes and keeps no memory between passes. */
abstract class WeightlessLayer extends NoParamLayer {
    private static final long serialVersionUID = 1L;

    /** The half that computes. */
    abstract Work<?> work(NeuralNetConfiguration conf, DataType type);

    @Override
    public final Layer instantiate(NeuralNetConfiguration conf, Collection<TrainingListener> listeners, int index,
                                   INDArray parameters, boolean initialize, DataType type) {
        return new LayerPlace(conf, listeners, index, parameters, initialize).take(work(conf, type), initializer());
    }

    @Override
    public final InputPreProcessor getPreProcessorForInputType(InputType input) {
        return null;
    }

    @Override
    public final LayerMemoryReport getMemoryReport(InputType input) {
        return new LayerMemoryReport.Builder(getLayerName(), getClass(), input, getOutputType(-1, input))
                .standardMemory(0, 0).workingMemory(0, 0, 0, 0)
                .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS).build();
    }

    /** The half that computes. */
    abstract static class Work<C extends WeightlessLayer> extends AbstractLayer<C> {
        private static final long serialVersionUID = 1L;

        Work(NeuralNetConfiguration conf, DataType type) {
            super(conf, type);
        }

        @Override
        public final boolean isPretrainLayer() {
            return false;
        }

        @Override
        public final void clearNoiseWeightParams() {
            // has no weights
        }
    }
}
