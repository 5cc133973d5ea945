package serlab.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import serlab.InvalidInputException;

/** Where a command leaves its tables, plots and models. Files appear whole or not at all. */
public record OutputFolder(Path root) {
    public OutputFolder {
        try {
            Files.createDirectories(root);
        } catch (IOException e) {
            throw new InvalidInputException("output folder '" + root + "' cannot be made; check the path and its "
                    + "permissions, or name another with --out", e);
        }
        if (!Files.isWritable(root)) {
            throw new InvalidInputException("output folder '" + root + "' cannot be written; name another with --out");
        }
    }

    Path trial(TrialKey key) {
        return root.resolve(fileName(key.variant())).resolve(key.shortName());
    }

    /** Writes a file below the folder through a temporary name. */
    public Path write(String path, byte[] content) {
        Path file = root.resolve(path);
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        try {
            Files.createDirectories(file.getParent());
            try {
                Files.write(partial, content);
                return Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(partial);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("'" + file + "' could not be written: " + e.getMessage(), e);
        }
    }

    /** A name fit for a folder: lower case letters, digits and dashes. */
    static String fileName(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-").replaceAll("^-|-$", "");
        return plain.isEmpty() ? "unnamed" : plain;
    }
}
