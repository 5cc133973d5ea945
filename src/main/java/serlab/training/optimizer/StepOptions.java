package serlab.training.optimizer;

import serlab.part.Declaration;
import serlab.part.Option;

/** Options that every optimizer has: how long its steps are. */
public record StepOptions(
        @Option(value = "5e-4", min = 1e-9, max = 10, meaning = "first learning rate") double learningRate,
        @Option(value = "0", min = 0, max = 10, meaning = "decoupled weight decay, 0 for none (Loshchilov and Hutter 2019)")
        double weightDecay,
        @Option(value = "0", min = 0, max = 1e6,
                meaning = "largest norm of the gradient of the mean loss over all trained weights, 0 for no limit")
        double clipNorm) {
    public StepOptions {
        Declaration.check(StepOptions.class, learningRate, weightDecay, clipNorm);
    }

    /** Steps of a learning rate, without weight decay or limit. */
    public static StepOptions of(double learningRate) {
        return new StepOptions(learningRate, 0, 0);
    }
}
