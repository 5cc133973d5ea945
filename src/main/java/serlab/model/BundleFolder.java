package serlab.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import serlab.AtomicFile;
import serlab.EmptyFolders;
import serlab.InvalidInputException;

/**
 * Folder that a model was saved into, whose own files its manifest names.
 *
 * @param folder as it was given to {@link ModelBundle#save}
 */
public record BundleFolder(Path folder) {
    /** The files of the model that are there; none where no model is, or its manifest cannot be read. */
    public List<Path> files() {
        List<String> names;
        try {
            names = Files.isRegularFile(folder.resolve(BundleFiles.MANIFEST)) ? BundleFiles.names(folder) : List.of();
        } catch (IOException | InvalidInputException damaged) {
            names = List.of();
        }
        return names.stream().filter(name -> Path.of(name).getNameCount() == 1 && !name.startsWith(".")).map(folder::resolve).filter(Files::isRegularFile).toList();
    }

    /** Deletes the files of the model, and the folder and those above it up to one that is kept, where they hold nothing else. */
    public void delete(Path kept) {
        try {
            for (Path file : files()) {
                Files.deleteIfExists(file);
            }
            EmptyFolders.delete(folder, kept);
        } catch (IOException e) {
            throw AtomicFile.failure(folder, e);
        }
    }
}
