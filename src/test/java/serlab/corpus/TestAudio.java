package serlab.corpus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import serlab.audio.Waveform;
import serlab.audio.file.WavEncoder;

/** Tiny recordings in the layouts that the tests need. */
public final class TestAudio {
    private TestAudio() {
    }

    /** A WAV file whose samples depend on {@code name}. */
    public static byte[] wav(String name) {
        return WavEncoder.encode16(new Waveform(new float[] {0, (name.hashCode() % 100) / 200f, 0.25f}, 8000));
    }

    static Path file(Path root, String path) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.write(file, wav(file.getFileName().toString()));
    }

    public static void files(Path root, String... paths) throws IOException {
        for (String path : paths) {
            file(root, path);
        }
    }

    public static Path text(Path file, String text) throws IOException {
        return Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    public static Path zip(Path archive, Map<String, byte[]> entries) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(archive))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
                out.closeEntry();
            }
        }
        return archive;
    }
}
