package serlab.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Folders that are not there yet, for work that may be refused: those that are empty when it ends are removed again. */
final class NewFolders implements AutoCloseable {
    private final List<Path> missing;

    private NewFolders(List<Path> missing) {
        this.missing = missing;
    }

    /** A folder and those above it, as far as they are not there. */
    static NewFolders of(Path folder) {
        return new NewFolders(Stream.iterate(folder.toAbsolutePath().normalize(), path -> path != null && !Files.exists(path), Path::getParent)
                .toList());
    }

    @Override
    public void close() {
        try {
            for (Path folder : missing) {
                Files.deleteIfExists(folder);
            }
        } catch (IOException kept) {
            return; // it is not empty, nor is any above it
        }
    }
}
