package serlab.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import serlab.InvalidInputException;
import serlab.training.Throughput;

/** {@code ./ser bench sweep}. */
@Command(name = "sweep", mixinStandardHelpOptions = true,
        description = "Trainings side by side, one thread each: ours in one process, PyTorch's in several.")
final class BenchSweepCommand implements Callable<Integer> {
    @Mixin
    private BenchOptions options;

    @Option(names = "--workers", defaultValue = "2", paramLabel = "N", description = "trainings at once (default: 2)")
    private int workers;

    @Override
    public Integer call() throws InterruptedException {
        if (workers < 1 || workers > 64) {
            throw new InvalidInputException("--workers is " + workers + "; expected 1 to 64");
        }
        return options.measure("sweep", Throughput.Task.TRAINING, 32, workers, 1);
    }
}
