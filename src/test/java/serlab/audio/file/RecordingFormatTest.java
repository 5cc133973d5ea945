package serlab.audio.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordingFormatTest {
    private static final Path FOLDER = Path.of("src/test/resources/audio");

    @ParameterizedTest
    @CsvSource({"voice.wav, WAV, 1, 16", "voice.mp3, MP3, 1, 0", "voice.ogg, Ogg Vorbis, 1, 0"})
    void readsTheHeader(String file, String container, int channels, int bits) throws IOException {
        assertEquals(new RecordingFormat(container, channels, bits),
                RecordingFormat.of(Files.readAllBytes(FOLDER.resolve(file))));
    }

    @Test
    void readsFlacAndAiffHeaders() {
        byte[] flac = new byte[64];
        System.arraycopy(new byte[] {'f', 'L', 'a', 'C', 0, 0, 0, 34}, 0, flac, 0, 8);
        // 44100 Hz, 2 channels, 24 bits: 20, 3 and 5 bits
        int packed = 44_100 << 12 | 1 << 9 | 23 << 4;
        for (int i = 0; i < 4; i++) {
            flac[18 + i] = (byte) (packed >>> 24 - 8 * i);
        }
        assertEquals(new RecordingFormat("FLAC", 2, 24), RecordingFormat.of(flac));
        byte[] aiff = new byte[54];
        System.arraycopy("FORM....AIFFCOMM".getBytes(StandardCharsets.US_ASCII), 0, aiff, 0, 16);
        aiff[19] = 18;
        aiff[21] = 2;
        aiff[27] = 16;
        assertEquals(new RecordingFormat("AIFF", 2, 16), RecordingFormat.of(aiff));
    }

    @Test
    void whatItDoesNotUnderstandIsOther() throws IOException {
        RecordingFormat other = new RecordingFormat("other", 0, 0);
        assertEquals(other, RecordingFormat.of(new byte[0]));
        assertEquals(other, RecordingFormat.of(new byte[] {1, 2, 3}));
        assertEquals(other, RecordingFormat.of(Arrays.copyOf(Files.readAllBytes(FOLDER.resolve("voice.wav")), 20)));
        assertEquals(other, RecordingFormat.of("RIFF....WAVEjunk".getBytes(StandardCharsets.US_ASCII)));
    }
}
