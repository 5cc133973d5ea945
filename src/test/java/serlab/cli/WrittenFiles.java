package serlab.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Files below a folder, which a program may be writing. */
record WrittenFiles(Path folder) {
    /** All of them; none where the folder is not there. */
    List<Path> all() throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    List<String> names() throws IOException {
        return all().stream().map(file -> file.getFileName().toString()).toList();
    }

    /**
     * Lines of the files of a name, or the files themselves where they are pictures.
     *
     * @param name a regular expression
     */
    long lines(String name) throws IOException {
        long lines = 0;
        try {
            for (Path file : all().stream().filter(file -> file.getFileName().toString().matches(name)).toList()) {
                lines += name.endsWith("png") ? 1 : Files.readAllLines(file).size();
            }
        } catch (UncheckedIOException renamedMeanwhile) {
            return 0;
        }
        return lines;
    }
}
