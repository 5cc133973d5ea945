package serlab.training.optimizer;

import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import serlab.part.Declaration;
import serlab.part.Option;
import serlab.part.Options;
import serlab.part.Part;

/** Adam (Kingma and Ba 2015). */
@Part(name = "adam", does = "steps by running means of gradients and of their squares (Kingma and Ba 2015)")
public record AdamOptimizer(
        @Options StepOptions step,
        @Option(value = "0.9", min = 0, max = 0.99999, quiet = true, meaning = "decay of the mean of gradients")
        double beta1,
        @Option(value = "0.999", min = 0, max = 0.9999999, quiet = true, meaning = "decay of the mean of their squares")
        double beta2,
        @Option(value = "1e-8", min = 1e-12, max = 1, quiet = true, meaning = "what is added to the root of that mean")
        double epsilon) implements Optimizer {
    public AdamOptimizer {
        Declaration.check(AdamOptimizer.class, step, beta1, beta2, epsilon);
    }

    /** With the decays of the paper. */
    public static AdamOptimizer of(double learningRate) {
        return new AdamOptimizer(StepOptions.of(learningRate), 0.9, 0.999, 1e-8);
    }

    @Override
    public IUpdater updater() {
        return new Adam(step.learningRate(), beta1, beta2, epsilon);
    }
}
