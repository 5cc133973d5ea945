package serlab.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A clip in a file of its own.
 *
 * @param file the audio file
 */
record FileSource(Path file) implements ClipSource {
    @Override
    public byte[] bytes() throws IOException {
        return Files.readAllBytes(file);
    }

    @Override
    public String location() {
        return file.toString();
    }
}
