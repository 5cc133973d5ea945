package serlab.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * {@code ./ser bench}: rates of features, training and inference beside those of other libraries, the server under load,
 * what tracking costs, what enrolling a speaker is worth, how well turns are found, how soon live answers come,
 * and a large cache.
 */
@Command(name = "bench", mixinStandardHelpOptions = true,
        subcommands = {BenchAllCommand.class, BenchFeaturesCommand.class, BenchEncoderCommand.class,
                BenchEgemapsCommand.class, BenchTrainingCommand.class, BenchInferenceCommand.class,
                BenchSweepCommand.class, BenchTrialsCommand.class, BenchServingCommand.class, BenchStartCommand.class,
                BenchTrackingCommand.class, BenchEnrollmentCommand.class, BenchTurnsCommand.class,
                BenchLiveCommand.class, BenchCacheCommand.class},
        description = "Measures this library beside librosa, CTranslate2, openSMILE and PyTorch, alternating in one run, "
                + "the server under load, "
                + "what tracking costs, what enrolling a speaker is worth, how well turns are found, how soon live "
                        + "answers come, and a large cache.")
final class BenchCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }
}
