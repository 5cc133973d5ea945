package serlab.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import serlab.InvalidInputException;
import serlab.training.Throughput;

/** {@code ./ser bench training}. */
@Command(name = "training", mixinStandardHelpOptions = true,
        description = "Training steps of one network: ours and PyTorch's clips per second.")
final class BenchTrainingCommand implements Callable<Integer> {
    @Mixin
    private BenchOptions options;

    @Option(names = "--threads", defaultValue = "1", paramLabel = "N", description = "threads of the network (default: 1)")
    private int threads;

    @Override
    public Integer call() throws InterruptedException {
        if (threads < 1 || threads > 64) {
            throw new InvalidInputException("--threads is " + threads + "; expected 1 to 64");
        }
        return options.measure("training", Throughput.Task.TRAINING, 32, 1, threads);
    }
}
