package serlab.model.layer;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Place of a layer in a network, as Deeplearning4j hands it to {@link org.deeplearning4j.nn.conf.layers.Layer#instantiate}.
 *
 * @param parameters what it learns, a part of the network's; null where it learns nothing
 */
record LayerPlace(NeuralNetConfiguration conf, Collection<TrainingListener> listeners, int index, INDArray parameters, boolean initialize) {
    /** Puts the working half of a layer there. */
    <L extends Layer> L take(L layer, ParamInitializer initializer) {
        layer.setListeners(listeners);
        layer.setIndex(index);
        layer.setParamsViewArray(parameters);
        layer.setParamTable(initializer.init(conf, parameters, initialize));
        layer.setConf(conf);
        return layer;
    }
}
