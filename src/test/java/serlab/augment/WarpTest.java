package serlab.augment;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.augment.Ramp.FRAMES;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Warps over time and over bands. */
class WarpTest {
    @Test
    void warpMovesNoFrameFurtherThanItsFactorAllows() {
        for (int seed = 0; seed < 30; seed++) {
            float[][] ramp = new float[1][FRAMES];
            for (int i = 0; i < FRAMES; i++) {
                ramp[0][i] = i;
            }
            new Warp(0.1, 0).apply(ramp, new SplittableRandom(seed));
            for (int i = 0; i < FRAMES; i++) {
                double most = 0.1 * Math.abs(i - (FRAMES - 1) / 2.0) + 1e-4;
                assertTrue(Math.abs(ramp[0][i] - i) <= most, "frame " + i + " came from " + ramp[0][i]);
            }
        }
    }

    @Test
    void warpMovesBandsByAtMostItsShift() {
        Set<Float> shifts = new HashSet<>();
        for (int seed = 0; seed < 30; seed++) {
            float[][] ramp = new float[12][3];
            for (int band = 0; band < 12; band++) {
                Arrays.fill(ramp[band], band);
            }
            new Warp(0, 1.5).apply(ramp, new SplittableRandom(seed));
            float shift = ramp[6][1] - 6;
            assertTrue(Math.abs(shift) <= 1.5, "moved by " + shift);
            Assertions.assertEquals(5 + shift, ramp[5][2], 1e-5f);
            shifts.add(shift);
        }
        assertTrue(shifts.size() > 20, shifts.size() + " different shifts of 30 seeds");
    }
}
