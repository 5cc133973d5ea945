package serlab.augment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static serlab.ContentAssertions.assertContains;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import serlab.InvalidInputException;
import serlab.feature.Scaler;

class SpeakerStyleTest {
    private static final Scaler COMMON = new Scaler(Scaler.Kind.PER_BAND, new float[] {1, 2}, new float[] {4, 0.5f});
    private static final Scaler OWN = new Scaler(Scaler.Kind.PER_BAND, new float[] {3, -1}, new float[] {2, 1});
    private static final Scaler OTHER = new Scaler(Scaler.Kind.PER_BAND, new float[] {9, 4}, new float[] {1, 3});
    private static final float[][] CLIP = {{3, 5, 0}, {-2, 0, 7}};

    @Test
    void withNoShareOfItsOwnAClipDiffersFromTheOtherSpeakerAsItDidFromItsOwn() {
        float[][] moved = SpeakerStyle.between(COMMON, OWN, OTHER, 0).apply(CLIP);
        assertClose(COMMON.apply(new float[][] {{9, 10, 7.5f}, {1, 7, 28}}), moved);
    }

    @Test
    void halfwayMeanAndDeviationLieInTheMiddle() {
        float[][] moved = SpeakerStyle.between(COMMON, OWN, OTHER, 0.5).apply(CLIP);
        assertClose(COMMON.apply(new float[][] {{6, 7.5f, 3.75f}, {-0.5f, 3.5f, 17.5f}}), moved);
    }

    @Test
    void withAllOfItsOwnItIsStandardizedAsEver() {
        assertClose(COMMON.apply(CLIP), SpeakerStyle.between(COMMON, OWN, OTHER, 1).apply(CLIP));
    }

    @Test
    void aScalerForAllBandsServesToo() {
        Scaler global = new Scaler(Scaler.Kind.GLOBAL, new float[] {1}, new float[] {2});
        assertClose(global.apply(new float[][] {{9, 10, 7.5f}, {1, 7, 28}}),
                SpeakerStyle.between(global, OWN, OTHER, 0).apply(CLIP));
    }

    @Test
    void settingsAreReadWrittenAndKeptToOne() {
        Map<String, Object> own = Map.of("type", "speaker-style", "alpha", 0.5, "chance", 0.7);
        assertEquals(own, Augmentation.of(own).settings());
        assertEquals(new SpeakerStyle(1, 0.5), Augmentation.of("speaker-style"));
        assertContains(assertThrows(InvalidInputException.class,
                () -> Augmentations.of(List.of("speaker-style", "speaker-style"))).getMessage(),
                "more than one speaker-style");
        assertThrows(InvalidInputException.class,
                () -> Augmentation.of(Map.of("type", "speaker-style", "chance", 2)));
    }

    private static void assertClose(float[][] expected, float[][] actual) {
        for (int band = 0; band < expected.length; band++) {
            assertArrayEquals(expected[band], actual[band], 1e-4f);
        }
    }
}
