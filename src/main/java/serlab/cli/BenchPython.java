package serlab.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import serlab.InvalidInputException;
import serlab.lab.Workspace;

/** The Python of the benchmarks, and their scripts. */
final class BenchPython {
    private BenchPython() {
    }

    /**
     * The interpreter.
     *
     * @param given what the user named, or null for that of {@code experiments/benchmarks}
     * @throws InvalidInputException if it is not there, with how to make it
     */
    static Path interpreter(Path given) {
        Path file = given != null ? given
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
