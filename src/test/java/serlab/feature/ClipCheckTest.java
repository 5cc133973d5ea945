package serlab.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import org.junit.jupiter.api.Test;
import serlab.InvalidInputException;
import serlab.audio.Waveform;

class ClipCheckTest {
    private static String refusal(float... samples) {
        return assertThrows(InvalidInputException.class, () -> ClipCheck.usable(new Waveform(samples, 1000), "a.wav"))
                .getMessage();
    }

    @Test
    void refusesShortClips() {
        assertEquals("a.wav is 10 ms long; at least 50 ms are needed: leave it out or record it again",
                refusal(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
        assertContains(refusal(), "is 0 ms long");
    }

    @Test
    void refusesSilence() {
        assertTrue(refusal(new float[60]).startsWith("a.wav is silent: nothing in it is louder than -80 dB"));
    }

    @Test
    void refusesSamplesThatAreNoNumbers() {
        float[] samples = new float[60];
        samples[7] = Float.NaN;
        assertTrue(refusal(samples).startsWith("a.wav: sample 7 is NaN"));
    }

    @Test
    void returnsUsableClips() {
        float[] samples = new float[50];
        samples[49] = 3e-4f;
        Waveform waveform = new Waveform(samples, 1000);
        assertSame(waveform, ClipCheck.usable(waveform, "a.wav"));
    }
}
