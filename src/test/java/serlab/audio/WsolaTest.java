package serlab.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import serlab.InvalidInputException;

class WsolaTest {
    private static final int RATE = 16000;

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.85, 0.999, 1.15, 1.6})
    void aToneKeepsItsPitchItsLevelAndTheLengthAsked(double rate) {
        Waveform tone = Tones.tone(200, RATE, 2 * RATE);
        Waveform stretched = new Wsola(rate).stretch(tone);
        assertEquals(Math.rint(2 * RATE / rate), stretched.samples().length);
        assertEquals(200, Tones.pitch(stretched), 0.01);
        assertEquals(level(tone, RATE / 2), level(stretched, RATE / 2), 1e-3);
    }

    @ParameterizedTest
    @CsvSource({"0.5, 162", "0.8, 0", "0.999, 8", "1.25, 0", "2, 1"})
    void aClickIsWhereItShouldBe(double rate, int off) {
        Waveform sound = Tones.tone(200, RATE, RATE);
        sound.samples()[8000] = 2.5f;
        float[] stretched = new Wsola(rate).stretch(sound).samples();
        int click = 0;
        for (int i = 0; i < stretched.length; i++) {
            click = stretched[i] > stretched[click] ? i : click;
        }
        assertEquals(8000 / rate, click, off + 1, "not within half a search range of 15 ms at the tempo");
    }

    @Test
    void theFirstSamplesAreThoseOfTheRecording() {
        Waveform tone = Tones.tone(200, RATE, RATE);
        float[] stretched = new Wsola(1.1).stretch(tone).samples();
        for (int i = 0; i < 192; i++) {
            assertEquals(tone.samples()[i], stretched[i], 1e-6, "sample " + i);
        }
    }

    @Test
    void samplesBeyondOneAreNotCut() {
        Waveform loud = new Waveform(scaled(Tones.tone(200, RATE, RATE).samples(), 6), RATE);
        Waveform stretched = new Wsola(1.1).stretch(loud);
        float[] quiet = new Wsola(1.1).stretch(Tones.tone(200, RATE, RATE)).samples();
        assertArrayEquals(scaled(quiet, 6), stretched.samples(), 1e-4f);
    }

    @Test
    void tempoOneChangesNothing() {
        Waveform tone = Tones.tone(200, RATE, RATE);
        assertSame(tone, new Wsola(1).stretch(tone));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 1000})
    void shortRecordingsHaveTheirLength(int length) {
        assertEquals((int) Math.rint(length / 0.8), new Wsola(0.8).stretch(Tones.tone(200, RATE, length)).samples().length);
    }

    @Test
    void nothingIsPrinted() {
        PrintStream console = System.out;
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        PrintStream watched = new PrintStream(seen, true, StandardCharsets.UTF_8);
        System.setOut(watched);
        try {
            new Wsola(1.1).stretch(Tones.tone(200, RATE, RATE));
            assertSame(watched, System.out);
        } finally {
            System.setOut(console);
        }
        assertEquals("", seen.toString(StandardCharsets.UTF_8));
    }

    @Test
    void temposOutOfRangeAreNamed() {
        assertEquals("tempo factor 11.0 is not between 0.1 and 10",
                assertThrows(InvalidInputException.class, () -> new Wsola(11)).getMessage());
    }

    private static float[] scaled(float[] samples, float factor) {
        float[] scaled = samples.clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= factor;
        }
        return scaled;
    }

    /** Root of the mean square of a second that begins at {@code from}. */
    private static double level(Waveform waveform, int from) {
        double squares = 0;
        for (int i = from; i < from + RATE / 2; i++) {
            squares += waveform.samples()[i] * waveform.samples()[i];
        }
        return Math.sqrt(squares / (RATE / 2));
    }
}
