package serlab.training;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.learning.config.IUpdater;
import serlab.model.layer.Paced;

/** Learning rate of a network's next step, of which a layer with a pace of its own has its share. */
final class LearningRate {
    private LearningRate() {
    }

    /** Sets it; the optimizer's moments stay. */
    static void set(ComputationGraph network, double rate) {
        for (Layer layer : network.getLayers()) {
            if (layer.conf().getLayer() instanceof BaseLayer settings) {
                double own = settings instanceof Paced paced ? rate * paced.getPace() : rate;
                set(settings.getIUpdater(), own);
                set(settings.getBiasUpdater(), own);
            }
        }
    }

    private static void set(IUpdater updater, double rate) {
        if (updater != null && updater.hasLearningRate()) {
            updater.setLrAndSchedule(rate, null);
        }
    }
}
