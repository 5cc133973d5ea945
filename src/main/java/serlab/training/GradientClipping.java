package serlab.training;

import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Scaling of the gradient of every step down to a largest norm over all trained weights together, so that directions stay.
 * Weight decay is added later and not clipped. Source: Pascanu, Mikolov and Bengio, "On the difficulty of training
 * recurrent neural networks", ICML 2013.
 */
final class GradientClipping extends BaseTrainingListener {
    /** Batch normalization keeps its running statistics among the gradients; they are no gradients. */
    private static final String STATISTICS = ".*_(mean|var|log10stdev)";

    private final double limit;

    /** @param limit largest norm of the gradient of a batch's mean loss, positive */
    GradientClipping(double limit) {
        this.limit = limit;
    }

    @Override
    public void onGradientCalculation(Model model) {
        ComputationGraph network = (ComputationGraph) model;
        double squares = 0;
        Map<String, INDArray> gradients = network.gradient().gradientForVariable();
        for (Map.Entry<String, INDArray> gradient : gradients.entrySet()) {
            if (!gradient.getKey().matches(STATISTICS)) {
                double norm = gradient.getValue().norm2Number().doubleValue();
                squares += norm * norm;
            }
        }
        // Deeplearning4j divides by the size of the batch only after this
        double norm = Math.sqrt(squares) / network.batchSize();
        if (norm > limit) {
            gradients.forEach((name, gradient) -> {
                if (!name.matches(STATISTICS)) {
                    gradient.muli(limit / norm);
                }
            });
        }
    }
}
