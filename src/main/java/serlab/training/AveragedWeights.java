package serlab.training;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Exponential moving average of a network's weights and batch-norm statistics, which is what gets validated and kept:
 * it jumps less from epoch to epoch than the weights themselves. Early steps count more, so that the first weights are
 * soon forgotten. Source: Polyak and Juditsky 1992; the warm-up is TensorFlow's {@code ExponentialMovingAverage}.
 */
final class AveragedWeights {
    private final double decay;
    private final INDArray average;
    private final INDArray own;
    private long steps;

    /** @param decay share of the old average kept by a step; 0 for no averaging */
    AveragedWeights(double decay, ComputationGraph network) {
        this.decay = decay;
        this.average = decay > 0 ? network.params().dup() : null;
        this.own = decay > 0 ? network.params().dup() : null;
    }

    /** Takes the weights after a training step into account; by a deprecated call, since no other gives the same bits. */
    @SuppressWarnings("deprecation")
    void stepDone(ComputationGraph network) {
        if (decay > 0) {
            double kept = Math.min(decay, (1.0 + steps) / (10.0 + steps));
            average.muli(kept);
            Nd4j.getBlasWrapper().axpy(1 - kept, network.params(), average);
            steps++;
        }
    }

    /** Gives the network the averaged weights, until {@link #restore}. */
    void lend(ComputationGraph network) {
        if (decay > 0) {
            own.assign(network.params());
            network.params().assign(average);
        }
    }

    /** Gives the network its own weights back. */
    void restore(ComputationGraph network) {
        if (decay > 0) {
            network.params().assign(own);
        }
    }

    /** The average; empty where there is none. */
    float[] average() {
        return decay > 0 ? average.toFloatVector() : new float[0];
    }

    /** How many steps it has followed. */
    long steps() {
        return steps;
    }

    /** Goes on from an average that had followed so many steps. */
    void resume(float[] known, long followed) {
        if (decay > 0) {
            TrainingPass.set(average, known);
            steps = followed;
        }
    }
}
