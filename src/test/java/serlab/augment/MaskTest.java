package serlab.augment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static serlab.augment.Ramp.BANDS;
import static serlab.augment.Ramp.FRAMES;
import static serlab.augment.Ramp.applied;
import static serlab.augment.Ramp.value;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Masks over time and over bands. */
class MaskTest {
    @Test
    void timeMaskZeroesUpToItsFramesInOneStretch() {
        Set<Integer> widths = new HashSet<>();
        for (int seed = 0; seed < 200; seed++) {
            float[][] result = applied(new TimeMask(4), seed);
            int zeros = zeroStretch(result[0]);
            for (int band = 0; band < BANDS; band++) {
                for (int frame = 0; frame < FRAMES; frame++) {
                    float kept = result[0][frame] == 0 ? 0 : value(band, frame);
                    assertEquals(kept, result[band][frame]);
                }
            }
            widths.add(zeros);
        }
        assertEquals(Set.of(0, 1, 2, 3, 4), widths);
    }

    @Test
    void frequencyMaskZeroesUpToItsBandsInOneStretch() {
        Set<Integer> widths = new HashSet<>();
        for (int seed = 0; seed < 200; seed++) {
            float[][] result = applied(new FrequencyMask(2), seed);
            float[] column = new float[BANDS];
            for (int band = 0; band < BANDS; band++) {
                column[band] = result[band][0];
                for (int frame = 0; frame < FRAMES; frame++) {
                    assertEquals(column[band] == 0 ? 0 : value(band, frame), result[band][frame]);
                }
            }
            widths.add(zeroStretch(column));
        }
        assertEquals(Set.of(0, 1, 2), widths);
    }

    /** Number of zeros, which must be neighbors. */
    private static int zeroStretch(float[] values) {
        int zeros = 0;
        int first = -1;
        for (int i = 0; i < values.length; i++) {
            if (values[i] == 0) {
                first = first < 0 ? i : first;
                assertEquals(first + zeros, i, "zeros are apart");
                zeros++;
            }
        }
        return zeros;
    }
}
