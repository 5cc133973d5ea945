package serlab.model;

import java.util.List;
import serlab.part.Catalog;

/** The models that experiment files can name. */
final class ModelTypes {
    static final Catalog<ModelSpec> ALL = new Catalog<>(ModelSpec.class, "model", List.of(
            PlainCnn.class,
            StatsCnn.class,
            AttentiveStatistics.class,
            TunedEncoder.class,
            LinearModel.class,
            RbfSvm.class,
            KernelRidgeModel.class,
            RidgeOrLogistic.class,
            BoostedTrees.class,
            RandomForest.class));

    private ModelTypes() {
    }
}
