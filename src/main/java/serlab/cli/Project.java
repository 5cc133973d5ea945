package serlab.cli;

import java.nio.file.Path;
import java.util.Optional;
import serlab.corpus.locate.CorpusLocator;

/**
 * The folder that the laboratory is installed in, as the launcher names it.
 *
 * @param root holds {@code experiments/}, {@code environment/}, {@code mlruns/} and {@code out/}
 */
record Project(Path root) {
    static Project here() {
        return new Project(Path.of(System.getProperty("serlab.home", ".")).toAbsolutePath().normalize());
    }

    Path outputs() {
        return root.resolve("out");
    }

    Path mlruns() {
        return root.resolve("mlruns");
    }

    CorpusLocator corpora() {
        return new CorpusLocator(root, Optional.ofNullable(System.getenv("SER_DATA")));
    }
}
