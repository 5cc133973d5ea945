package serlab.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import serlab.InvalidInputException;
import serlab.audio.Waveform;

/** A feature of a user's own, with the contract of all others. */
class CustomFeatureTest {
    private static final Waveform SOUND = new Waveform(new float[] {0.5f, -0.25f, 0.125f}, 22050);

    private static CustomFeature feature(int version, Function<Waveform, float[][]> extractor) {
        return CustomFeature.of("two rows", version, 2, 4, extractor);
    }

    /** A feature that has these values, NaN for none, whatever it is given. */
    static CustomFeature giving(float[][] values) {
        return CustomFeature.of("given", 1, values.length, values[0].length, sound -> values).lackingValues();
    }

    private static float[][] samplesTwice(Waveform sound) {
        return new float[][] {sound.samples(), sound.samples()};
    }

    @Test
    void isPaddedToItsFixedLength() {
        assertArrayEquals(new float[][] {{0.5f, -0.25f, 0.125f, 0}, {0.5f, -0.25f, 0.125f, 0}},
                feature(1, CustomFeatureTest::samplesTwice).extract(SOUND));
    }

    @Test
    void getsTheSoundAtItsOwnRate() {
        Waveform slow = new Waveform(new float[11025], 11025);
        int[] rate = new int[1];
        feature(1, sound -> {
            rate[0] = sound.sampleRate();
            return samplesTwice(sound);
        }).full(slow);
        assertEquals(22050, rate[0]);
    }

    @Test
    void isKnownToTheCacheByNameAndVersion() {
        CustomFeature first = feature(1, CustomFeatureTest::samplesTwice);
        assertEquals(first.id(), feature(1, CustomFeatureTest::samplesTwice).id());
        assertNotEquals(first.id(), feature(2, CustomFeatureTest::samplesTwice).id());
        assertContains(first.id(), "two rows");
    }

    @Test
    void whatItPromisedIsChecked() {
        assertRefused("1 bands", sound -> new float[][] {{1}});
        assertRefused("2 and 1 frames", sound -> new float[][] {{1, 2}, {1}});
        assertRefused("NaN", sound -> new float[][] {{1}, {Float.NaN}});
        assertRefused("0 and 0 frames", sound -> new float[2][0]);
    }

    @Test
    void mayHaveNoValueIfItSaysSo() {
        float[][] values = {{1, Float.NaN}, {Float.NaN, 2}};
        CustomFeature feature = giving(values);
        assertArrayEquals(values, feature.full(SOUND));
        assertTrue(Float.isNaN(feature.fit(values, 3)[0][2]));
        assertRefused("Infinity", sound -> new float[][] {{1}, {Float.POSITIVE_INFINITY}});
    }

    private static void assertRefused(String part, Function<Waveform, float[][]> extractor) {
        CustomFeature feature = feature(1, extractor);
        String message = assertThrows(InvalidInputException.class, () -> feature.full(SOUND)).getMessage();
        assertContains(message, part);
        assertContains(message, "'two rows'");
    }

    @Test
    void itsSettingsAloneCannotMakeItAgain() {
        Map<String, Object> settings = feature(1, CustomFeatureTest::samplesTwice).settings();
        String message = assertThrows(InvalidInputException.class, () -> FeatureSpec.of(settings)).getMessage();
        assertContains(message, "'two rows'");
        assertContains(message, "can only be used there");
    }
}
