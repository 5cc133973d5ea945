package serlab.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import serlab.InvalidInputException;
import serlab.audio.file.AudioDecoder;

class PhaseVocoderTest {
    private static final int RATE = 22050;

    @ParameterizedTest
    @CsvSource({"0.8, stretch-slow", "1.3, stretch-fast"})
    void isLibrosas(double rate, String golden) throws IOException {
        float[] signal = AudioDecoder.decode(bytes("features.wav"), "features.wav").samples();
        float[] ours = new PhaseVocoder(rate).stretch(signal);
        assertEquals(Math.rint(signal.length / rate), ours.length);
        ByteBuffer in = ByteBuffer.wrap(bytes(golden + ".f32")).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(1, in.getInt());
        int columns = in.getInt();
        assertEquals((ours.length + 6) / 7, columns);
        for (int i = 0; i < columns; i++) {
            assertEquals(in.getFloat(), ours[7 * i], 1e-6, "sample " + 7 * i);
        }
    }

    @ParameterizedTest
    @CsvSource({"0.8", "1.25"})
    void aToneKeepsItsPitchAndItsLevel(double rate) {
        float[] ours = new PhaseVocoder(rate).stretch(Tones.tone(440, RATE, 2 * RATE).samples());
        assertEquals(2 * RATE / rate, ours.length, 0.01 * 2 * RATE / rate);
        assertEquals(440, Tones.pitch(new Waveform(ours, RATE)), 0.005 * 440);
        double squares = 0;
        for (int i = RATE / 2; i < RATE; i++) {
            squares += ours[i] * ours[i];
        }
        assertEquals(0.5 / Math.sqrt(2), Math.sqrt(squares / (RATE / 2)), 0.04);
    }

    @Test
    void tooShortAndSilentSignalsStayFinite() {
        for (int length : new int[] {0, 1, 100, 5000}) {
            float[] ours = new PhaseVocoder(0.8).stretch(new float[length]);
            assertEquals(Math.rint(length / 0.8), ours.length);
            for (float sample : ours) {
                assertEquals(0, sample);
            }
        }
    }

    @Test
    void aTempoOutOfRangeIsNamed() {
        assertEquals("tempo factor 0.0 is not between 0.1 and 10",
                assertThrows(InvalidInputException.class, () -> new PhaseVocoder(0)).getMessage());
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in = PhaseVocoderTest.class.getResourceAsStream("/golden/" + name)) {
            return in.readAllBytes();
        }
    }
}
