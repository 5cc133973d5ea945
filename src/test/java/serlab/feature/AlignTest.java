package serlab.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlignTest {
    private static final float[][] CLIP = {{1, 2, 3}, {4, 5, 6}};

    @Test
    void repeatsTheOutermostFramesAtBothEnds() {
        assertArrayEquals(new float[][] {{1, 1, 2, 3, 3, 3}, {4, 4, 5, 6, 6, 6}}, Align.CENTER.fitRepeating(CLIP, 6));
        assertArrayEquals(new float[][] {{1, 2, 3, 3, 3}, {4, 5, 6, 6, 6}}, Align.START.fitRepeating(CLIP, 5));
    }

    @Test
    void trimsAsWithZerosWhereTheClipIsLonger() {
        assertArrayEquals(new float[][] {{1, 2}, {4, 5}}, Align.CENTER.fitRepeating(CLIP, 2));
        assertArrayEquals(Align.START.fit(CLIP, 1, 0), Align.START.fitRepeating(CLIP, 1));
    }

    @Test
    void aStretchedClipIsAllThere() {
        float[][] squeezed = {{4 / 3f, 8 / 3f}, {13 / 3f, 17 / 3f}};
        assertArrayEquals(squeezed, Align.RESIZE.fit(CLIP, 2, -80));
        assertArrayEquals(squeezed, Align.RESIZE.fitRepeating(CLIP, 2));
        assertArrayEquals(new float[][] {{1, 1, 2, 2, 3, 3}, {4, 4, 5, 5, 6, 6}}, Align.RESIZE.fit(CLIP, 6, -80));
        assertArrayEquals(CLIP, Align.RESIZE.fit(CLIP, 3, -80));
    }

    @Test
    void aStretchedFeatureHasNoColumnsInTime() {
        for (String type : List.of("log-mel", "mel-spectrogram", "mfcc", "rms")) {
            FeatureSpec padded = FeatureSpec.of(Map.of("type", type, "align", "start"));
            FeatureSpec stretched = FeatureSpec.of(Map.of("type", type, "align", "resize"));
            assertTrue(padded.isSequence());
            assertFalse(stretched.isSequence());
            assertEquals(padded.bands() == 1 ? Scaler.Kind.PER_VALUE : Scaler.Kind.PER_BAND, stretched.scaling());
            assertEquals(stretched, FeatureSpec.of(stretched.settings()));
        }
    }

    @Test
    void zerosStandWhereThePaddingIsZero() {
        assertArrayEquals(new float[][] {{0, 1, 2, 3, 0, 0}, {0, 4, 5, 6, 0, 0}}, Align.CENTER.fit(CLIP, 6, 0));
    }
}
