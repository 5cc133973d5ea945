package serlab.training.optimizer;

import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import serlab.part.Declaration;
import serlab.part.Option;
import serlab.part.Options;
import serlab.part.Part;

/** Stochastic gradient descent with Nesterov momentum. */
@Part(name = "sgd", does = "stochastic gradient descent with Nesterov momentum")
public record SgdOptimizer(
        @Options StepOptions step,
        @Option(value = "0.9", min = 0, max = 0.99999, quiet = true, meaning = "share of a step that goes into the next")
        double momentum) implements Optimizer {
    public SgdOptimizer {
        Declaration.check(SgdOptimizer.class, step, momentum);
    }

    /** With a momentum of 0.9. */
    public static SgdOptimizer of(double learningRate) {
        return new SgdOptimizer(StepOptions.of(learningRate), 0.9);
    }

    @Override
    public IUpdater updater() {
        return new Nesterovs(step.learningRate(), momentum);
    }
}
