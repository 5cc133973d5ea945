package serlab.corpus;

import java.io.IOException;
import java.nio.file.Path;

/** Where a clip's encoded audio comes from: a file, an entry of a zip archive, or a synthesiser. */
public interface ClipSource {
    /** The encoded audio file, whole (WAV, FLAC, MP3, AIFF or Ogg Vorbis). */
    byte[] bytes() throws IOException;

    /** What a message calls it: a path, {@code archive.zip!entry}, or {@code synthetic voice …}. */
    String location();

    /** A clip in a file of its own. */
    static ClipSource of(Path file) {
        return new FileSource(file);
    }
}
