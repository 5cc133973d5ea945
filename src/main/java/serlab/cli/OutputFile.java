package serlab.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import serlab.InvalidInputException;
import serlab.corpus.MediaKind;

/**
 * A file that a command is to write, and whose earlier content it replaces: never what the command reads.
 *
 * @param option as which it was given, such as {@code --parquet}
 * @param file   its name
 */
record OutputFile(String option, Path file) {
    /** @throws InvalidInputException if it is one of the files that are read, perhaps under another name */
    void requireApartFrom(Collection<Path> read) {
        for (Path input : read) {
            if (same(input)) {
                throw new InvalidInputException(option + " " + file + " is "
                        + (read.size() == 1 ? "the recording itself" : "'" + input + "', which is to be read") + "; choose another name");
            }
        }
    }

    /** @throws InvalidInputException if it is a folder */
    void requireNoFolder() {
        if (Files.isDirectory(file)) {
            throw new InvalidInputException(option + " " + file + " is a folder; name a file in it");
        }
    }

    /**
     * Folders that it lies in are made where they are missing.
     *
     * @throws InvalidInputException if they cannot be, or nothing can be written there
     */
    void requireWritable() {
        Path there = file.toAbsolutePath().normalize();
        do {
            there = there.getParent();
        } while (there != null && !Files.exists(there));
        if (there == null || !Files.isDirectory(there) || !Files.isWritable(there)) {
            throw new InvalidInputException(option + " " + file + " cannot be written"
                    + (there == null ? "" : ": '" + there + "' is " + (Files.isDirectory(there) ? "a folder that nothing may be written into"
                    : "no folder")) + "; choose another name");
        }
    }

    /** @throws InvalidInputException if its name does not end so, in capitals or not */
    void requireEnding(String ending, String example) {
        if (!file.toString().toLowerCase(Locale.ROOT).endsWith(ending)) {
            throw new InvalidInputException(option + " '" + file + "' does not end in " + ending + "; name a file to write, such as "
                    + option + " " + example);
        }
    }

    /** @throws InvalidInputException if it has the name of a recording */
    void requireNoRecording(String example) {
        String name = file.toString();
        if (MediaKind.AUDIO.has(name) || MediaKind.AUDIO.hasForeign(name)) {
            throw new InvalidInputException(option + " " + file + " has the name of a recording; choose one of what is written, such as "
                    + example);
        }
    }

    private boolean same(Path input) {
        try {
            return Files.exists(file) && Files.exists(input) && Files.isSameFile(file, input);
        } catch (IOException e) {
            return file.toAbsolutePath().normalize().equals(input.toAbsolutePath().normalize());
        }
    }
}
