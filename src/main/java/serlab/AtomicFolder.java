package serlab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A folder of files that is replaced as a whole. The new one is written beside it, the old one is set aside by a rename, and
 * only when the new one stands in its place is the old one deleted; so there is a whole folder at every moment, under its
 * name or, if the process ends between the two renames, under {@code <name>.old}, where {@link #whole} finds it. Folders within the
 * old one are no files of it: those are kept, and stand in the new one.
 */
public record AtomicFolder(Path folder) {
    public AtomicFolder {
        folder = folder.toAbsolutePath().normalize();
    }

    /** Writes the files, by name, in place of those that are there. */
    public void write(Map<String, byte[]> files) throws IOException {
        Path partial = beside(".partial");
        delete(partial);
        Files.createDirectories(partial);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(partial.resolve(file.getKey()), file.getValue());
        }
        take(partial);
    }

    /** Puts a finished folder, written on the same disk, in its place. */
    public void take(Path finished) throws IOException {
        Path old = beside(".old");
        if (Files.exists(folder)) {
            keepFolders(old);
            delete(old);
            Files.move(folder, old, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(finished, folder, StandardCopyOption.ATOMIC_MOVE);
        keepFolders(old);
        delete(old);
    }

    /** Moves the folders within one that was set aside, perhaps by a process that ended then, into the one in its place. */
    private void keepFolders(Path old) throws IOException {
        try (Stream<Path> within = Files.isDirectory(old) ? Files.list(old) : Stream.empty()) {
            for (Path one : within.filter(Files::isDirectory).toList()) {
                Path kept = folder.resolve(one.getFileName());
                if (!Files.exists(kept)) {
                    Files.move(one, kept, StandardCopyOption.ATOMIC_MOVE);
                }
            }
        }
    }

    /** The folder, or the one that was set aside for it. */
    public Path whole() {
        Path old = beside(".old");
        return !Files.exists(folder) && Files.isDirectory(old) ? old : folder;
    }

    private Path beside(String ending) {
        return folder.resolveSibling(folder.getFileName() + ending);
    }

    /** Deletes a folder that holds files alone, if it is there. */
    public static void delete(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
