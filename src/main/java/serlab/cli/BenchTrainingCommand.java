package serlab.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import serlab.training.Throughput;

/** {@code ./ser bench training}. */
@Command(name = "training", mixinStandardHelpOptions = true,
        description = "Training steps of one network on one thread: ours and PyTorch's clips per second.")
final class BenchTrainingCommand implements Callable<Integer> {
    @Mixin
    private BenchOptions options;

    @Override
    public Integer call() throws InterruptedException {
        return options.measure("training", Throughput.Task.TRAINING, 32, 1);
    }
}
