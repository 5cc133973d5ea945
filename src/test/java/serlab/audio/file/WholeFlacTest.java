package serlab.audio.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import serlab.InvalidInputException;
import serlab.audio.Waveform;

/** Equality with jflac, on files of flac's own encoder ({@code src/test/resources/audio/flac/make.sh}) and on damaged ones. */
class WholeFlacTest {
    private static final Path FILES = Path.of("src/test/resources/audio");

    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(FILES)) {
            List<Path> files = all.filter(file -> file.toString().endsWith(".flac")).sorted().toList();
            assertTrue(files.size() >= 18, files.toString());
            return files;
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void wholeFilesAreDecodedByItToTheSameSamples(Path file) throws IOException {
        byte[] data = Files.readAllBytes(file);
        byte[] plain = FlacDecoder.withoutTags(data, "x");
        Waveform expected = FlacDecoder.decodeDamaged(data, "x", AudioLimits.standard());
        assertArrayEquals(expected.samples(), new WholeFlac(plain, 8, 42).mono().orElseThrow());
        assertEquals(expected.sampleRate(), new WholeFlac(plain, 8, 42).rate());
    }

    @ParameterizedTest
    @MethodSource("files")
    void damagedFilesAreReadAsJflacReadsThemOrWhole(Path file) throws IOException {
        byte[] data = Files.readAllBytes(file);
        String whole = said(data, true);
        Random random = new Random(7);
        for (int i = 0; i < 60; i++) {
            byte[] damaged = i % 3 == 0 ? Arrays.copyOf(data, data.length - 1 - random.nextInt(data.length / 2)) : data.clone();
            damaged[i % 3 == 1 ? 8 + random.nextInt(34) : random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            String shipped = said(damaged, true);
            assertTrue(shipped.equals(whole) || shipped.equals(said(damaged, false)), file + " " + i + ": " + shipped);
        }
    }

    private static String said(byte[] data, boolean asShipped) {
        try {
            Waveform waveform = asShipped ? FlacDecoder.decode(data, "x", AudioLimits.standard())
                    : FlacDecoder.decodeDamaged(data, "x", AudioLimits.standard());
            return waveform.sampleRate() + " " + waveform.damage() + " " + Arrays.hashCode(waveform.samples());
        } catch (InvalidInputException | IllegalStateException e) {
            return e.getMessage();
        }
    }
}
