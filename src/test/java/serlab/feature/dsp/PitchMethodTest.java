package serlab.feature.dsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import serlab.InvalidInputException;
import serlab.Settings;
import serlab.audio.Tones;
import serlab.audio.Waveform;
import serlab.feature.FeatureSpec;

/** The trackers against known frequencies, and against one another; the tolerances are what was measured, rounded up. */
class PitchMethodTest {
    private static final int RATE = 22050;
    private static final int LENGTH = RATE / 2;
    /** Frames at either end that hold less than a whole window of sound. */
    private static final int EDGE = 3;

    @ParameterizedTest
    @CsvSource({"yin, 0.0011", "tarsos-yin, 0.0011", "mpm, 0.0015"})
    void aVoiceLikeSoundHasItsFrequency(String tracker, double off) {
        for (double hz : new double[] {65, 82.3, 110, 150, 220, 333, 440, 600, 690}) {
            assertFrequency(tracker, harmonics(hz, hz), hz, off);
        }
    }

    @ParameterizedTest
    @CsvSource({"yin, 0.0075", "tarsos-yin, 0.0005", "mpm, 0.00005"})
    void aSineHasItsFrequency(String tracker, double off) {
        for (double hz : new double[] {65, 70, 82.3, 110, 150, 220, 333, 440, 600, 690}) {
            assertFrequency(tracker, Tones.tone(hz, RATE, LENGTH), hz, off);
        }
    }

    @ParameterizedTest
    @CsvSource({"tarsos-yin, 0.011", "mpm, 0.001"})
    void aGlideIsThatOfLibrosasYin(String tracker, double off) {
        Waveform glide = harmonics(120, 150);
        float[] expected = f0(Map.of("threshold", 0.2)).full(glide)[0];
        float[] actual = f0(Map.of("tracker", tracker, "threshold", 0.2)).full(glide)[0];
        int both = 0;
        for (int t = EDGE; t < expected.length - EDGE; t++) {
            if (expected[t] > 0 && actual[t] > 0) {
                assertEquals(expected[t], actual[t], off * expected[t], "frame " + t);
                both++;
            }
        }
        assertTrue(both >= 15, both + " of " + expected.length + " frames are voiced to both");
    }

    @ParameterizedTest
    @EnumSource
    void noiseAndSilenceAreUnvoiced(PitchMethod tracker) {
        SplittableRandom random = new SplittableRandom(1);
        float[] noise = new float[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            noise[i] = (float) random.nextDouble(-0.1, 0.1);
        }
        FeatureSpec f0 = f0(Map.of("tracker", Settings.word(tracker)));
        for (Waveform sound : new Waveform[] {new Waveform(noise, RATE), new Waveform(new float[LENGTH], RATE)}) {
            float[][] found = f0.full(sound);
            for (int t = 0; t < found[0].length; t++) {
                assertTrue(Float.isNaN(found[0][t]), "frame " + t + " has " + found[0][t] + " Hz");
                assertTrue(found[1][t] >= 0 && found[1][t] < 0.3, "frame " + t + ": " + found[1][t]);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPieceOfSoundAmongZerosHasItsFrequency(PitchMethod tracker) {
        float[] samples = new float[LENGTH];
        System.arraycopy(harmonics(220, 220).samples(), 0, samples, LENGTH / 2 - 600, 1500);
        float[][] found = f0(Map.of("tracker", Settings.word(tracker), "threshold", 0.5)).full(new Waveform(samples, RATE));
        int middle = (LENGTH / 2 + 150) / 512;
        assertEquals(220, found[0][middle], 1.1);
        assertTrue(Float.isNaN(found[0][middle + 6]), "a frame of zeros has " + found[0][middle + 6] + " Hz");
    }

    @Test
    void frequenciesOutsideOfTheRangeAreUnvoiced() {
        for (PitchMethod tracker : PitchMethod.values()) {
            float[] found = f0(Map.of("tracker", Settings.word(tracker), "fMinHz", 250)).full(harmonics(150, 150))[0];
            for (float hz : found) {
                assertFalse(hz < 250, tracker + " found " + hz + " Hz");
            }
        }
    }

    @Test
    void theDefaultIsNotAmongTheSettings() {
        assertFalse(f0(Map.of()).settings().containsKey("tracker"));
        assertEquals(f0(Map.of()), f0(Map.of("tracker", "yin")));
        FeatureSpec mpm = f0(Map.of("tracker", "mpm"));
        assertEquals("mpm", mpm.settings().get("tracker"));
        assertEquals(mpm, FeatureSpec.of(mpm.settings()));
        assertFalse(mpm.id().equals(f0(Map.of()).id()));
    }

    @Test
    void messagesNameTheKnownOnesAndTheLowestFrequency() {
        assertEquals("features.tracker is 'crepe'; expected yin or tarsos-yin or mpm", message(Map.of("tracker", "crepe")));
        assertTrue(message(Map.of("tracker", "tarsos-yin", "frameLength", 512))
                .endsWith("expected above 86.47058823529412 for the tracker tarsos-yin, or a larger frameLength"),
                message(Map.of("tracker", "tarsos-yin", "frameLength", 512)));
    }

    private static String message(Map<String, Object> settings) {
        return assertThrows(InvalidInputException.class, () -> f0(settings)).getMessage();
    }

    private static void assertFrequency(String tracker, Waveform sound, double hz, double off) {
        float[] found = f0(Map.of("tracker", tracker)).full(sound)[0];
        for (int t = EDGE; t < found.length - EDGE; t++) {
            assertEquals(hz, found[t], off * hz, tracker + " in frame " + t + " of " + hz + " Hz");
        }
    }

    private static FeatureSpec f0(Map<String, Object> settings) {
        Map<String, Object> all = new LinkedHashMap<>(settings);
        all.put("type", "f0");
        return FeatureSpec.of(all);
    }

    /** Half a second of harmonics, each the weaker the higher, gliding from a frequency to another. */
    private static Waveform harmonics(double fromHz, double toHz) {
        float[] samples = new float[LENGTH];
        double turns = 0;
        for (int i = 0; i < LENGTH; i++) {
            double sum = 0;
            for (int h = 1; h * Math.max(fromHz, toHz) < RATE / 2.0; h++) {
                sum += Math.sin(2 * Math.PI * turns * h) / h;
            }
            samples[i] = (float) (0.3 * sum);
            turns += (fromHz + (toHz - fromHz) * i / LENGTH) / RATE;
        }
        return new Waveform(samples, RATE);
    }
}
