package serlab.cli;

import picocli.CommandLine.Option;

/** The option that ends what is printed with one line for programs. */
final class JsonOption {
    @Option(names = "--json", description = "the last line on standard output is one JSON object")
    private boolean asked;

    boolean asked() {
        return asked;
    }
}
