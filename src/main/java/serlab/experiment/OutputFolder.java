package serlab.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import serlab.AtomicFile;
import serlab.InvalidInputException;
import serlab.IoReason;

/** Where a command leaves its tables, plots and models. Files appear whole or not at all. */
public record OutputFolder(Path root) {
    public OutputFolder {
        try {
            Files.createDirectories(root);
            Files.delete(Files.createTempFile(root, ".writable", null));
        } catch (IOException e) {
            throw new InvalidInputException("output folder '" + root + "' cannot be written (" + IoReason.of(e)
                    + "); mend it, or name another with --out", e);
        }
    }

    Path training(TrainingKey key) {
        return root.resolve(fileName(key.variant())).resolve(key.shortName());
    }

    /** Writes a file below the folder, as {@link AtomicFile#write} does. */
    public Path write(String path, byte[] content) {
        return new AtomicFile(root.resolve(path)).write(content);
    }

    /** Deletes a file that an earlier run left, if it is there. */
    public void delete(String path) {
        try {
            Files.deleteIfExists(root.resolve(path));
        } catch (IOException e) {
            throw AtomicFile.failure(root.resolve(path), e);
        }
    }

    /** A name fit for a folder: lower case letters, digits and dashes. */
    static String fileName(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-").replaceAll("^-|-$", "");
        return plain.isEmpty() ? "unnamed" : plain;
    }
}
