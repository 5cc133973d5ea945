package serlab.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./ser corpus}: what is done with a corpus as such. */
@Command(name = "corpus", mixinStandardHelpOptions = true, subcommands = CorpusExportCommand.class,
        description = "Writes a corpus as a manifest: ./ser corpus export --out FILE.csv")
final class CorpusCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }
}
