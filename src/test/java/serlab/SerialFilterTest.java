package serlab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidClassException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import serlab.audio.file.AudioDecoder;

class SerialFilterTest {
    /** A process with the filter, which then tries to read objects. */
    static final class Reading {
        private Reading() {
        }

        public static void main(String[] arguments) throws IOException, ClassNotFoundException {
            SerialFilter.install();
            SerialFilter.install();
            for (Object object : List.of(new ArrayList<>(List.of("a")), new java.util.Date(), 5L)) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                    out.writeObject(object);
                }
                try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
                    System.out.println("read " + in.readObject());
                } catch (InvalidClassException e) {
                    System.out.println("refused");
                }
            }
        }
    }

    @Test
    void noObjectIsReadFromBytes() throws IOException, InterruptedException {
        assertEquals(List.of("refused", "refused", "refused"), output());
        assertEquals(List.of("read [a]", "refused", "refused"),
                output("-Djdk.serialFilter=java.util.ArrayList;java.lang.Object;java.lang.String;!*"));
    }

    /** A process with the filter that decodes an MP3 file. */
    static final class Listening {
        private Listening() {
        }

        public static void main(String[] arguments) throws IOException {
            SerialFilter.install();
            try (InputStream mp3 = SerialFilterTest.class.getResourceAsStream("/audio/signal.mp3")) {
                System.out.println("read " + AudioDecoder.decode(mp3.readAllBytes(), "signal.mp3").samples().length);
            }
        }
    }

    @Test
    void mp3IsDecodedAllTheSame() throws IOException, InterruptedException {
        assertEquals(List.of("read 6615"), output(Listening.class));
    }

    private static List<String> output(String... options) throws IOException, InterruptedException {
        return output(Reading.class, options);
    }

    private static List<String> output(Class<?> program, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output.lines().filter(line -> line.startsWith("re")).toList();
    }
}
