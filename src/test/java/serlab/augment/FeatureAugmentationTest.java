package serlab.augment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;
import static serlab.augment.Ramp.BANDS;
import static serlab.augment.Ramp.FRAMES;
import static serlab.augment.Ramp.applied;
import static serlab.augment.Ramp.ramp;
import static serlab.augment.Ramp.value;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import serlab.InvalidInputException;

class FeatureAugmentationTest {
    static List<String> types() {
        return Augmentation.catalog().names(FeatureAugmentation.class);
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyTypeReadsFromItsNameAndItsSettingsReadBack(String type) {
        FeatureAugmentation one = only(type);
        assertEquals(type, one.type());
        assertTrue(one.settings().size() >= 2, type + " writes no setting");
        assertEquals(one, only(one.settings()));
    }

    @ParameterizedTest
    @MethodSource("types")
    void theSameChanceGivesTheSameResult(String type) {
        Set<String> results = new HashSet<>();
        for (int seed = 0; seed < 20; seed++) {
            float[][] result = applied(only(type), seed);
            assertArrayEquals(result, applied(only(type), seed));
            results.add(Arrays.deepToString(result));
        }
        assertTrue(results.size() > 5, results.size() + " different results of 20 seeds");
    }

    @ParameterizedTest
    @MethodSource("types")
    void aMatrixOfOneValueIsBigEnough(String type) {
        for (int seed = 0; seed < 20; seed++) {
            float[][] tiny = {{1}};
            only(type).apply(tiny, new SplittableRandom(seed));
            assertTrue(Float.isFinite(tiny[0][0]));
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void channelsAreChangedInTheSameWay(String type) {
        Set<String> results = new HashSet<>();
        for (int seed = 0; seed < 20; seed++) {
            float[][] alone = applied(only(type), seed);
            float[][] colors = Stream.of(ramp(), ramp(), ramp()).flatMap(Arrays::stream).toArray(float[][]::new);
            only(type).apply(colors, 3, new SplittableRandom(seed));
            for (int band = 0; band < colors.length; band++) {
                assertArrayEquals(alone[band % BANDS], colors[band], 1e-6f, "band " + band);
            }
            results.add(Arrays.deepToString(colors));
        }
        assertTrue(results.size() > 5, results.size() + " different results of 20 seeds");
    }

    @Test
    void timeShiftMovesAnImpulseByAtMostItsFrames() {
        Set<Integer> shifts = new HashSet<>();
        for (int seed = 0; seed < 200; seed++) {
            float[][] impulse = new float[BANDS][FRAMES];
            impulse[5][10] = 7;
            new TimeShift(3).apply(impulse, new SplittableRandom(seed));
            for (int band = 0; band < BANDS; band++) {
                for (int frame = 0; frame < FRAMES; frame++) {
                    if (impulse[band][frame] != 0) {
                        assertEquals(5, band);
                        assertEquals(7, impulse[band][frame]);
                        shifts.add(frame - 10);
                    }
                }
            }
        }
        assertEquals(Set.of(-3, -2, -1, 0, 1, 2, 3), shifts);
    }

    @Test
    void timeShiftFillsTheGapWithTheEdge() {
        Set<List<Float>> rows = new HashSet<>();
        for (int seed = 0; seed < 50; seed++) {
            float[][] row = {{1, 2, 3}};
            new TimeShift(1).apply(row, new SplittableRandom(seed));
            rows.add(List.of(row[0][0], row[0][1], row[0][2]));
        }
        assertEquals(Set.of(List.of(1f, 2f, 3f), List.of(1f, 1f, 2f), List.of(2f, 3f, 3f)), rows);
    }

    @Test
    void gainJitterAddsOneOffsetOfItsDeviation() {
        double squares = 0;
        for (int seed = 0; seed < 400; seed++) {
            float[][] result = applied(new GainJitter(0.5), seed);
            float offset = result[0][0] - value(0, 0);
            for (int band = 0; band < BANDS; band++) {
                for (int frame = 0; frame < FRAMES; frame++) {
                    assertEquals(offset, result[band][frame] - value(band, frame), 1e-4);
                }
            }
            squares += offset * offset;
        }
        assertEquals(0.5, Math.sqrt(squares / 400), 0.06);
    }

    @Test
    void aFilterRaisesAndLowersBandsTheSameInAllFrames() {
        double squares = 0;
        boolean bends = false;
        for (int seed = 0; seed < 400; seed++) {
            float[][] result = applied(new FilterAugment(0.5, 3), seed);
            double[] gains = new double[BANDS];
            for (int band = 0; band < BANDS; band++) {
                gains[band] = result[band][0] - value(band, 0);
                for (int frame = 0; frame < FRAMES; frame++) {
                    assertEquals(gains[band], result[band][frame] - value(band, frame), 1e-4);
                }
            }
            squares += gains[0] * gains[0] + gains[BANDS - 1] * gains[BANDS - 1];
            int turns = 0;
            for (int band = 2; band < BANDS; band++) {
                turns += Math.abs(gains[band] - 2 * gains[band - 1] + gains[band - 2]) > 1e-4 ? 1 : 0;
            }
            assertTrue(turns <= 2, turns + " bends of the one inner point, between two bands");
            bends |= turns > 0;
        }
        assertTrue(bends);
        assertEquals(0.5, Math.sqrt(squares / 800), 0.06);
    }

    @Test
    void aFilterIsTheSameForEveryChannel() {
        float[][] channels = new float[2 * BANDS][FRAMES];
        new FilterAugment(1, 4).apply(channels, 2, new SplittableRandom(3));
        for (int band = 0; band < BANDS; band++) {
            assertArrayEquals(channels[band], channels[BANDS + band]);
        }
        assertNotEquals(channels[0][0], channels[BANDS - 1][0]);
        float[][] one = new float[1][FRAMES];
        new FilterAugment(1, 4).apply(one, new SplittableRandom(3));
        assertTrue(Float.isFinite(one[0][0]) && one[0][0] != 0);
    }

    @Test
    void contrastKeepsTheMeanAndScalesTheRest() {
        float[][] result = applied(new Contrast(0.5), 3);
        double mean = 0;
        double changed = 0;
        for (int band = 0; band < BANDS; band++) {
            for (int frame = 0; frame < FRAMES; frame++) {
                mean += value(band, frame) / (BANDS * FRAMES);
                changed += result[band][frame] / (BANDS * FRAMES);
            }
        }
        assertEquals(mean, changed, 1e-4);
        double factor = (result[0][0] - mean) / (value(0, 0) - mean);
        assertTrue(factor >= 0.5 && factor <= 1.5 && factor != 1, "factor " + factor);
        assertEquals(factor, (result[3][7] - mean) / (value(3, 7) - mean), 1e-3);
    }

    @Test
    void brightnessAddsOneOffsetWithinItsLimit() {
        for (int seed = 0; seed < 50; seed++) {
            float[][] result = applied(new Brightness(0.5), seed);
            float offset = result[0][0] - value(0, 0);
            assertTrue(Math.abs(offset) <= 0.5001, "offset " + offset);
            assertEquals(offset, result[5][9] - value(5, 9), 1e-4);
        }
    }

    @Test
    void theListKeepsItsOrder() {
        assertEquals(List.of(new TimeMask(3), new TimeShift(16)),
                Augmentations.of(List.of(Map.of("type", "time-mask", "frames", 3), "time-shift")).ofFeatures());
        assertTrue(Augmentations.of(List.of()).ofFeatures().isEmpty());
    }

    @Test
    void unknownNamesAndBadValuesAreNamed() {
        assertTrue(messageOf("time-mark").startsWith("unknown augmentation 'time-mark'; did you mean 'time-mask'?"));
        assertTrue(messageOf(Map.of("type", "time-mask", "frame", 3))
                .startsWith("unknown augment key 'frame'; did you mean 'frames'?"));
        assertContains(messageOf(Map.of("type", "time-mask", "frames", 0)), "augment.frames is '0'");
        assertTrue(messageOf(Map.of("frames", 3)).startsWith("augment.type is missing; known: noise, speed,"));
        assertFalse(messageOf(5).isBlank());
    }

    private static String messageOf(Object item) {
        return assertThrows(InvalidInputException.class, () -> Augmentation.of(item)).getMessage();
    }

    private static FeatureAugmentation only(Object item) {
        return (FeatureAugmentation) Augmentation.of(item);
    }
}
