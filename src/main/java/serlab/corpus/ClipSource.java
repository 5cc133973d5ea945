package serlab.corpus;

import java.io.IOException;
import java.nio.file.Path;

/** Where a clip comes from: a file, an entry of a zip archive, a row of a table, or a synthesizer. */
public interface ClipSource {
    /** The file, whole: encoded audio, an image, or the numbers of a row. */
    byte[] bytes() throws IOException;

    /** What a message calls it: a path, {@code archive.zip!entry}, or {@code synthetic voice …}. */
    String location();

    /** Whether it is named as an image. */
    default boolean isImage() {
        return MediaKind.IMAGE.has(location());
    }

    /** A clip in a file of its own. */
    static ClipSource of(Path file) {
        return new FileSource(file);
    }
}
