package serlab.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import serlab.InvalidInputException;

/**
 * A clip in a file of its own.
 *
 * @param file the audio file
 */
public record FileSource(Path file) implements ClipSource {
    private static final long LARGEST = 512L << 20;

    @Override
    public byte[] bytes() throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new InvalidInputException(file + ": has " + (Files.size(file) >> 20) + " MiB, at most " + (LARGEST >> 20)
                    + " are read; cut it into shorter recordings");
        }
        return Files.readAllBytes(file);
    }

    @Override
    public String location() {
        return file.toString();
    }
}
