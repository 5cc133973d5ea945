package serlab.feature.voice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SlopesTest {
    /** Up by 2 in two frames, down by 1 in one, up by 4 in two, down by 3 in three. */
    private static final double[] CONTOUR = {0, 1, 2, 1, 3, 5, 4, 3, 2};

    @Test
    void areMagnitudesPerSecond() {
        Slopes slopes = Slopes.of(CONTOUR, VoiceLike.TRUTH);
        assertArrayEquals(new double[] {150, 50}, slopes.rising(), 1e-9);
        assertArrayEquals(new double[] {100, 0}, slopes.falling(), 1e-9);
        assertEquals(2, slopes.peaks());
    }

    @Test
    void theLastHasItsSignAndNoShareInTheDeviationOfOpenSmile() {
        Slopes slopes = Slopes.of(CONTOUR, VoiceLike.OPENSMILE);
        assertArrayEquals(new double[] {150, 50}, slopes.rising(), 1e-9);
        assertArrayEquals(new double[] {0, Math.sqrt(100 * 100 / 2.0)}, slopes.falling(), 1e-9);
    }

    @Test
    void turnsBelowATenthOfTheRangeAreNone() {
        Slopes slopes = Slopes.of(new double[] {0, 5, 4.8, 5.1, 10, 0}, VoiceLike.TRUTH);
        assertArrayEquals(new double[] {250, 0}, slopes.rising(), 1e-9);
        assertArrayEquals(new double[] {1000, 0}, slopes.falling(), 1e-9);
    }
}
