package serlab.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./ser bench}: rates of training and inference beside PyTorch's. */
@Command(name = "bench", mixinStandardHelpOptions = true, subcommands = {BenchTrainingCommand.class,
            BenchInferenceCommand.class, BenchSweepCommand.class},
        description = "Measures this library beside others, alternating in one run.")
final class BenchCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }
}
