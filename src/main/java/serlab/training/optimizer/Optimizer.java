package serlab.training.optimizer;

import org.nd4j.linalg.learning.config.IUpdater;
import serlab.part.Catalog;
import serlab.part.Configured;

/** Rule by which gradients change the weights, with its learning rate. */
public interface Optimizer extends Configured {
    /** The optimizers that experiment files can name. */
    static Catalog<Optimizer> catalog() {
        return OptimizerTypes.ALL;
    }

    /** Length of the steps; a record has it as a component with {@link serlab.part.Options}. */
    StepOptions step();

    /** A new updater with the first learning rate; its rate is set anew before every step. */
    IUpdater updater();
}
