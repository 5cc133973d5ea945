package serlab.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./ser bench}: rates of features, training and inference beside those of other libraries, and the server under load. */
@Command(name = "bench", mixinStandardHelpOptions = true,
        subcommands = {BenchFeaturesCommand.class, BenchTrainingCommand.class, BenchInferenceCommand.class,
            BenchSweepCommand.class, BenchServingCommand.class},
        description = "Measures this library beside librosa and PyTorch, alternating in one run, and the server under load.")
final class BenchCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }
}
