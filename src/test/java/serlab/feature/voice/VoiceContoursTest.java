package serlab.feature.voice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import serlab.audio.Waveform;

class VoiceContoursTest {
    /** Half a second of silence, then half a second of a voice of 150 Hz. */
    private static Waveform voice(int rate) {
        float[] samples = new float[rate];
        for (int i = rate / 2; i < rate; i++) {
            for (int k = 1; k <= 20; k++) {
                samples[i] += (float) (0.05 * Math.cos(2 * Math.PI * k * 150 * i / rate + k * k));
            }
        }
        return new Waveform(samples, rate);
    }

    @ParameterizedTest
    @ValueSource(ints = {16_000, 22_050, 48_000})
    void pitchIsWhereTheVoiceIs(int rate) {
        VoiceContours contours = VoiceContours.of(voice(rate));
        int[] voiced = IntStream.range(0, contours.frames()).filter(t -> contours.pitchHz()[t] > 0).toArray();
        assertEquals(0.5, contours.voiceSeconds(voiced[0]), 0.035);
        assertTrue(voiced.length > 40, voiced.length + " voiced frames");
        assertEquals(150, contours.pitchHz()[voiced[voiced.length / 2]], 0.5);
        assertEquals(contours.frames(), contours.formantsHz()[2].length);
        int first = IntStream.range(0, contours.frames()).filter(t -> contours.loudness()[t] > 0.1).findFirst().orElseThrow();
        assertEquals(0.5, contours.loudnessSeconds(first), 0.025);
    }

    @Test
    void shortOrSilentRecordingsHaveNoPitch() {
        assertEquals(0, VoiceContours.of(new Waveform(new float[100], 16_000)).frames());
        VoiceContours silent = VoiceContours.of(new Waveform(new float[16_000], 16_000));
        assertTrue(IntStream.range(0, silent.frames()).allMatch(t -> Double.isNaN(silent.pitchHz()[t])), "pitch of silence");
    }
}
