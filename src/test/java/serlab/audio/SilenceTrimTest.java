package serlab.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import serlab.InvalidInputException;

class SilenceTrimTest {
    /** 16 kHz: quiet, loud from sample 8192 to 16384, quiet to 30000. */
    private static Waveform burst() {
        float[] samples = new float[30000];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) ((i >= 8192 && i < 16384 ? 0.5 : 0.0005) * Math.sin(0.3 * i));
        }
        return new Waveform(samples, 16000);
    }

    @Test
    void cutsBothEnds() {
        Waveform trimmed = SilenceTrim.trim(burst(), 30, 0);
        assertEquals(8192, trimmed.samples().length, 1100);
        assertEquals(0.5, max(trimmed), 0.01);
        assertEquals(burst().samples()[8192 - 256], trimmed.samples()[0]);
    }

    @Test
    void keepsTheMargin() {
        int without = SilenceTrim.trim(burst(), 30, 0).samples().length;
        assertEquals(without + 2 * 1600, SilenceTrim.trim(burst(), 30, 0.1).samples().length);
        assertEquals(30000, SilenceTrim.trim(burst(), 30, 10).samples().length);
    }

    @Test
    void keepsWhatIsWithinTheThreshold() {
        Waveform wave = burst();
        assertSame(wave, SilenceTrim.trim(wave, 70, 0));
    }

    @Test
    void leavesSilenceAlone() {
        Waveform silence = new Waveform(new float[5000], 16000);
        assertSame(silence, SilenceTrim.trim(silence, 30, 0));
        Waveform empty = new Waveform(new float[0], 16000);
        assertSame(empty, SilenceTrim.trim(empty, 30, 0));
    }

    @Test
    void rejectsBadSettings() {
        assertThrows(InvalidInputException.class, () -> SilenceTrim.trim(burst(), 0, 0));
        assertThrows(InvalidInputException.class, () -> SilenceTrim.trim(burst(), Double.NaN, 0));
        assertThrows(InvalidInputException.class, () -> SilenceTrim.trim(burst(), 30, -1));
    }

    private static float max(Waveform wave) {
        float max = 0;
        for (float sample : wave.samples()) {
            max = Math.max(max, Math.abs(sample));
        }
        return max;
    }
}
