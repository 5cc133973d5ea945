package serlab.training;

import java.util.Set;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.learning.config.IUpdater;

/** The learning rate of every step. */
sealed interface Schedule permits Schedule.Plateau, Schedule.Cosine, Schedule.Constant {
    String PLATEAU = "plateau";
    String COSINE = "cosine";
    String CONSTANT = "constant";
    Set<String> NAMES = Set.of(PLATEAU, COSINE, CONSTANT);

    static Schedule of(TrainingSpec spec) {
        return switch (spec.schedule()) {
            case COSINE -> new Cosine(spec.epochs());
            case CONSTANT -> new Constant();
            default -> new Plateau(spec.reduceFactor(), spec.reducePatience());
        };
    }

    /**
     * The share of the first learning rate to use.
     *
     * @param epochsDone whole and part epochs behind
     */
    double share(double epochsDone);

    /** Hears the validation loss at the end of an epoch. */
    default void heard(double validationLoss) {
    }

    /** The share under a linear warm-up over the first epochs (Goyal et al. 2017). */
    default double share(double epochsDone, int warmupEpochs) {
        return epochsDone < warmupEpochs ? (epochsDone + 1e-3) / (warmupEpochs + 1e-3) * share(epochsDone)
                : share(epochsDone);
    }

    /** Sets the rate of the next step; the optimizer's moments stay. */
    static void apply(ComputationGraph network, double rate) {
        for (Layer layer : network.getLayers()) {
            if (layer.conf().getLayer() instanceof BaseLayer settings) {
                set(settings.getIUpdater(), rate);
                set(settings.getBiasUpdater(), rate);
            }
        }
    }

    private static void set(IUpdater updater, double rate) {
        if (updater != null && updater.hasLearningRate()) {
            updater.setLrAndSchedule(rate, null);
        }
    }

    /** The same rate to the end. */
    record Constant() implements Schedule {
        @Override
        public double share(double epochsDone) {
            return 1;
        }
    }

    /** Half a cosine from the first rate to 0 (Loshchilov and Hutter, "SGDR", ICLR 2017, without restarts). */
    record Cosine(int epochs) implements Schedule {
        @Override
        public double share(double epochsDone) {
            return 0.5 * (1 + Math.cos(Math.PI * Math.min(1, epochsDone / epochs)));
        }
    }

    /** Lowers the rate when the validation loss has not fallen for some epochs. */
    final class Plateau implements Schedule {
        private final double factor;
        private final int patience;
        private double share = 1;
        private double lowest = Double.POSITIVE_INFINITY;
        private int since;

        Plateau(double factor, int patience) {
            this.factor = factor;
            this.patience = patience;
        }

        @Override
        public double share(double epochsDone) {
            return share;
        }

        @Override
        public void heard(double validationLoss) {
            if (validationLoss < lowest) {
                lowest = validationLoss;
                since = 0;
            } else if (++since >= patience) {
                share *= factor;
                since = 0;
            }
        }
    }
}
