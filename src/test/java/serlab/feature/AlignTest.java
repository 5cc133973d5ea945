package serlab.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

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
    void zerosStandWhereThePaddingIsZero() {
        assertArrayEquals(new float[][] {{0, 1, 2, 3, 0, 0}, {0, 4, 5, 6, 0, 0}}, Align.CENTER.fit(CLIP, 6, 0));
    }
}
