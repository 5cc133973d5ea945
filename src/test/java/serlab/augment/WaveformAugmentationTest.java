package serlab.augment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import serlab.InvalidInputException;
import serlab.audio.Resampler;
import serlab.audio.Tones;
import serlab.audio.Waveform;

class WaveformAugmentationTest {
    private static final int RATE = 22050;

    static List<String> types() {
        return Augmentation.catalog().names(WaveformAugmentation.class);
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyTypeReadsFromItsNameAndItsSettingsReadBack(String type) {
        Augmentation one = Augmentation.of(type);
        assertEquals(type, one.type());
        assertEquals(one, Augmentation.of(one.settings()));
    }

    @ParameterizedTest
    @MethodSource("types")
    void copiesDependOnTheSeedTheirNumberAndTheRecordingAlone(String type) {
        WaveformAugmentation one = (WaveformAugmentation) Augmentation.of(Map.of("type", type, "copies", 2));
        List<ChangedCopy> copies = new Augmentations(List.of(one)).copies(7);
        assertEquals(2, copies.size());
        Waveform tone = tone(440, RATE);
        float[] before = tone.samples().clone();
        Waveform first = copies.get(0).apply(tone);
        assertArrayEquals(before, tone.samples());
        assertSame(first, copies.get(0).apply(tone));
        assertDiffers(first, copies.get(1).apply(tone));
        assertDiffers(first, new ChangedCopy(one, 0, 8).apply(tone));
        assertNotEquals(copies.get(0).id(), copies.get(1).id());
        assertNotEquals(copies.get(0).id(), new ChangedCopy(one, 0, 8).id());
    }

    @ParameterizedTest
    @CsvSource({"4, 554.365", "-3, 369.994", "12, 880", "0.5, 452.893"})
    void aShiftedToneIsThatManySemitonesOff(double semitones, double hertz) {
        Waveform shifted = Resampler.resample(new PitchShift(new Range(semitones, semitones), 1)
                .apply(tone(440, 2 * RATE), new SplittableRandom(1)), RATE);
        assertEquals(hertz, Tones.pitch(shifted), 0.005 * hertz);
        assertEquals(2.0, shifted.durationSeconds(), 0.02);
    }

    @ParameterizedTest
    @EnumSource
    void aStretchKeepsPitchAndChangesLength(StretchMethod method) {
        Waveform stretched = new TimeStretch(new Range(0.8, 0.8), 1, method)
                .apply(tone(440, 2 * RATE), new SplittableRandom(1));
        assertEquals(440, Tones.pitch(stretched), 0.005 * 440);
        assertEquals(2.5, stretched.durationSeconds(), 0.025);
    }

    @Test
    void theMethodOfAStretchIsAmongItsSettingsWhereItIsNotTheDefault() {
        Map<String, Object> wsola = Map.of("type", "time-stretch", "factor", List.of(0.85, 1.15), "copies", 1,
                "method", "wsola");
        assertEquals(wsola, Augmentation.of(wsola).settings());
        assertEquals(Augmentation.of(Augmentation.of(wsola).settings()), Augmentation.of(wsola));
        assertEquals(Map.of("type", "time-stretch", "factor", List.of(0.85, 1.15), "copies", 1),
                Augmentation.of(Map.of("type", "time-stretch", "method", "phase-vocoder")).settings());
        assertEquals("augment.method is 'wsol'; did you mean 'wsola'? expected phase-vocoder or wsola",
                messageOf(Map.of("type", "time-stretch", "method", "wsol")));
    }

    @Test
    void speedChangesBoth() {
        Waveform faster = Resampler.resample(new Speed(new Range(1.1, 1.1), 1)
                .apply(tone(440, 2 * RATE), new SplittableRandom(1)), RATE);
        assertEquals(484, Tones.pitch(faster), 0.005 * 484);
        assertEquals(2 / 1.1, faster.durationSeconds(), 0.01);
    }

    @Test
    void noiseHasTheStatedRatio() {
        Waveform tone = tone(440, 5 * RATE);
        Waveform noisy = new Noise(new Range(20, 20), 1).apply(tone, new SplittableRandom(1));
        double signal = 0;
        double noise = 0;
        for (int i = 0; i < tone.samples().length; i++) {
            signal += tone.samples()[i] * tone.samples()[i];
            noise += Math.pow(noisy.samples()[i] - tone.samples()[i], 2);
        }
        assertEquals(20, 10 * Math.log10(signal / noise), 0.1);
    }

    @Test
    void gainIsInDecibels() {
        Waveform louder = new Gain(new Range(6, 6), 1).apply(tone(440, RATE), new SplittableRandom(1));
        assertEquals(1.9953, louder.samples()[25] / tone(440, RATE).samples()[25], 1e-3);
    }

    @Test
    void delayMovesAndKeepsTheLength() {
        Waveform ramp = new Waveform(new float[] {1, 2, 3, 4}, 10);
        assertArrayEquals(new float[] {0, 1, 2, 3}, delayed(ramp, 0.1));
        assertArrayEquals(new float[] {3, 4, 0, 0}, delayed(ramp, -0.2));
        assertArrayEquals(new float[] {0, 0, 0, 0}, delayed(ramp, 5));
    }

    @Test
    void badRangesAreNamed() {
        assertEquals("augment.snrDb is '[5, 2]'; expected a number or [low, high] from -20 to 100",
                messageOf(Map.of("type", "noise", "snrDb", List.of(5, 2))));
        assertTrue(messageOf(Map.of("type", "speed", "factor", 0)).startsWith("augment.factor is '0'; expected"));
        assertTrue(messageOf(Map.of("type", "time-stretch", "rate", 0.9))
                .startsWith("unknown augment key 'rate'; did you mean 'factor'? known: "));
        assertTrue(messageOf("nois").startsWith("unknown augmentation 'nois'; did you mean 'noise'?"));
        assertContains(assertThrows(InvalidInputException.class, () -> Augmentations.of(List.of("mixup", "mixup")))
                .getMessage(), "more than one mixup");
    }

    private static float[] delayed(Waveform waveform, double seconds) {
        return new Delay(new Range(seconds, seconds), 1).apply(waveform, new SplittableRandom(1)).samples();
    }

    private static String messageOf(Object entry) {
        return assertThrows(InvalidInputException.class, () -> Augmentation.of(entry)).getMessage();
    }

    private static void assertSame(Waveform expected, Waveform actual) {
        assertEquals(expected.sampleRate(), actual.sampleRate());
        assertArrayEquals(expected.samples(), actual.samples());
    }

    private static void assertDiffers(Waveform one, Waveform other) {
        assertFalse(one.sampleRate() == other.sampleRate() && Arrays.equals(one.samples(), other.samples()));
    }

    private static Waveform tone(double hertz, int length) {
        return Tones.tone(hertz, RATE, length);
    }
}
