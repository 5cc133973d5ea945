package serlab.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import serlab.InvalidInputException;
import serlab.lab.Workspace;

/** The Python of the benchmarks, and their scripts. */
final class BenchPython {
    @Option(names = "--python", paramLabel = "PATH",
            description = "a Python with experiments/benchmarks/requirements.txt; by default that of the folder .venv there")
    private Path python;

    /**
     * The interpreter.
     *
     * @throws InvalidInputException if it is not there, with how to make it
     */
    Path interpreter() {
        Path file = python != null ? python
                : Workspace.here().root().resolve("experiments/benchmarks/.venv/bin/python").toAbsolutePath();
        if (!Files.isExecutable(file)) {
            throw new InvalidInputException("no Python at '" + file + "'; make one with python3 -m venv "
                    + "experiments/benchmarks/.venv and pip install -r experiments/benchmarks/requirements.txt, or name one "
                    + "with --python");
        }
        return file;
    }

    /** A script of the benchmarks. */
    static Path script(String name) {
        return Workspace.here().root().resolve("experiments/benchmarks").resolve(name);
    }
}
