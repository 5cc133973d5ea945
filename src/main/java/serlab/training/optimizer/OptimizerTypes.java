package serlab.training.optimizer;

import java.util.List;
import serlab.part.Catalog;

/** The optimizers that experiment files can name. */
final class OptimizerTypes {
    static final Catalog<Optimizer> ALL = new Catalog<>(Optimizer.class, "optimizer", List.of(
            AdamOptimizer.class,
            SgdOptimizer.class));

    private OptimizerTypes() {
    }
}
