package serlab.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import serlab.InvalidInputException;
import serlab.training.Throughput;

/** {@code ./ser bench inference}. */
@Command(name = "inference", mixinStandardHelpOptions = true,
        description = "Forward passes of one network on one thread: ours and PyTorch's clips per second.")
final class BenchInferenceCommand implements Callable<Integer> {
    @Mixin
    private BenchOptions options;

    @Option(names = "--batch", defaultValue = "32", paramLabel = "N", description = "clips in a batch (default: 32); "
            + "one clip is computed as a prediction is, a batch as a test is")
    private int batch;

    @Override
    public Integer call() throws InterruptedException {
        if (batch < 1) {
            throw new InvalidInputException("--batch is " + batch + "; expected at least 1");
        }
        return options.measure("inference", Throughput.Task.INFERENCE, batch, 1, 1);
    }
}
