package serlab.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import serlab.augment.Augmentations;
import serlab.feature.Scaler;

class BatchesTest {
    private static final int[] BOTH = {0, 1};
    private static final int[] START = {0, 0};

    private final float[][] first = {{1, 2, 3}, {4, 5, 6}};
    private final float[][] second = {{7, 8, 9}, {10, 11, 12}};
    private final int[] classes = {2, 0};
    private final Examples examples = new Examples(List.of(first, second), classes, Scaler.identity());
    private final Batches batches = new Batches(examples, 4);

    @Test
    void featuresStandRowByRowInTheGivenOrder() {
        INDArray features = batches.features(new int[] {1, 0}, START, 0, 2);
        assertArrayEquals(new long[] {2, 1, 2, 3}, features.shape());
        assertArrayEquals(new float[] {7, 8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6}, features.dup('c').data().asFloat());
    }

    @Test
    void aBatchHoldsOnlyItsRange() {
        batches.features(BOTH, START, 0, 2);
        assertArrayEquals(new float[] {7, 8, 9, 10, 11, 12}, batches.features(BOTH, START, 1, 2).reshape(6).toFloatVector());
    }

    @Test
    void featuresAreStandardized() {
        Scaler scaler = new Scaler(Scaler.Kind.PER_BAND, new float[] {1, 4}, new float[] {2, 0.5f});
        Batches scaled = new Batches(new Examples(List.<float[][]>of(first), new int[] {1}, scaler), 4);
        assertArrayEquals(new float[] {0, 0.5f, 1, 0, 2, 4}, scaled.features(BOTH, START, 0, 1).reshape(6).toFloatVector());
        scaled.draw(BOTH, 0, 1, Augmentations.none(), 1, new SplittableRandom(1));
        assertArrayEquals(new float[] {0, 0.5f, 1, 0, 2, 4}, scaled.features().reshape(6).toFloatVector());
    }

    @Test
    void augmentationChangesTheBatchAndLeavesTheExamplesAlone() {
        batches.draw(BOTH, 0, 2, Augmentations.of(List.of("gain-jitter")), 1, new SplittableRandom(1));
        assertFalse(Arrays.equals(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12},
                batches.features().reshape(12).toFloatVector()));
        assertArrayEquals(new float[][] {{1, 2, 3}, {4, 5, 6}}, first);
        assertArrayEquals(new float[][] {{7, 8, 9}, {10, 11, 12}}, second);
    }

    @Test
    void aStyleIsLentByAClipOfTheSameClassAndThePaddingStaysAsItIs() {
        float[][] wide = {{1, 3}, {2, 6}};
        float[][] mate = {{20, 40, 60}, {5, 5, 8}};
        float[][] other = {{-9, -9, 0}, {-9, 0, 0}};
        Examples three = new Examples(List.of(wide, other, mate), new int[] {1, 0, 1},
                Collections.nCopies(3, Scaler.identity()), 1, 3);
        Augmentations style = Augmentations.of(List.of(Map.of("type", "mix-style", "chance", 1, "partners", "same-class")));
        Batches drawn = new Batches(three, 2, 0, null);
        boolean lent = false;
        for (int seed = 0; seed < 20; seed++) {
            drawn.draw(new int[] {0}, 0, 1, style, 1, new SplittableRandom(seed));
            float[] row = drawn.features().reshape(6).toFloatVector();
            int from = row[0] == 0 ? 1 : 0;
            assertEquals(0, row[from == 0 ? 2 : 0]);
            assertTrue(row[from] >= 1 - 1e-4 && row[from + 1] <= 40 + 20 + 1e-4 && row[from] < row[from + 1], Arrays.toString(row));
            lent |= row[from] > 2;
        }
        assertTrue(lent);
        assertArrayEquals(new float[][] {{1, 3}, {2, 6}}, wide);
        assertArrayEquals(new float[][] {{20, 40, 60}, {5, 5, 8}}, mate);
    }

    @Test
    void targetsAreOneHot() {
        batches.draw(BOTH, 0, 2, Augmentations.none(), 1, new SplittableRandom(1));
        assertArrayEquals(new float[][] {{0, 0, 1, 0}, {1, 0, 0, 0}}, batches.targets().toFloatMatrix());
        assertNull(batches.masks());
    }

    @Test
    void smoothedTargetsSumToOne() {
        Batches smoothed = new Batches(examples, 4, 0.2, null);
        smoothed.draw(BOTH, 0, 2, Augmentations.none(), 1, new SplittableRandom(1));
        float[][] targets = smoothed.targets().toFloatMatrix();
        assertArrayEquals(new float[] {0.05f, 0.05f, 0.85f, 0.05f}, targets[0], 1e-7f);
        for (float[] row : targets) {
            assertEquals(1, row[0] + row[1] + row[2] + row[3], 1e-6);
        }
    }

    @Test
    void anExampleWeighsAsItsClass() {
        Batches weighted = new Batches(examples, 4, 0.2, new double[] {0.5, 1, 3, 1});
        weighted.draw(BOTH, 0, 2, Augmentations.none(), 1, new SplittableRandom(1));
        assertArrayEquals(new float[] {3, 0.5f}, weighted.masks().reshape(2).toFloatVector(), 1e-6f);
    }

    @Test
    void aTeachersAnswerIsItsShareOfTheTargetAndOfTheWeight() {
        Batches taught = new Batches(examples, 4, 0.2, new double[] {0.5, 1, 3, 1});
        taught.teacher(new Teacher(new float[][] {{0, 0.5f, 0.5f, 0}, {1, 0, 0, 0}}, 0.25));
        taught.draw(new int[] {1, 0}, 0, 2, Augmentations.none(), 1, new SplittableRandom(1));
        assertArrayEquals(new float[] {0.6375f + 0.25f, 0.0375f, 0.0375f, 0.0375f}, taught.targets().toFloatMatrix()[0], 1e-6f);
        assertArrayEquals(new float[] {0.0375f, 0.1625f, 0.7625f, 0.0375f}, taught.targets().toFloatMatrix()[1], 1e-6f);
        double own = 0.6 + 0.125;
        assertArrayEquals(new float[] {0.5f, (float) ((own * 3 + 0.125 * 1) / (own + 0.125))},
                taught.masks().reshape(2).toFloatVector(), 1e-6f);
    }

    @Test
    void anotherSpeakersVoiceIsLentAndThePaddingStaysAsItIs() {
        float[][] high = {{10, 14}, {1, 3}};
        Scaler common = new Scaler(Scaler.Kind.GLOBAL, new float[] {2}, new float[] {2});
        Scaler own = new Scaler(Scaler.Kind.PER_BAND, new float[] {10, 1}, new float[] {4, 1});
        Scaler other = new Scaler(Scaler.Kind.PER_BAND, new float[] {20, -1}, new float[] {2, 3});
        Examples two = new Examples(List.of(high, high), List.of(List.of(), List.of()), new int[] {1, 0},
                List.of(common, common), List.of(own, other), 1, 3);
        Batches drawn = new Batches(two, 2, 0, null);
        Augmentations style = Augmentations.of(List.of(Map.of("type", "speaker-style", "chance", 1, "alpha", 0.001)));
        Set<Float> seen = new TreeSet<>();
        for (int seed = 0; seed < 40; seed++) {
            drawn.draw(new int[] {0}, 0, 1, style, 1, new SplittableRandom(seed));
            float[] row = drawn.features().reshape(6).toFloatVector();
            int from = row[0] == 0 ? 1 : 0;
            assertEquals(0, row[from == 0 ? 2 : 0]);
            boolean lent = row[from] > 6;
            assertArrayEquals(lent ? new float[] {9, 10, -1.5f, 1.5f} : new float[] {4, 6, -0.5f, 0.5f},
                    new float[] {row[from], row[from + 1], row[3 + from], row[4 + from]}, 0.02f);
            seen.add(lent ? 1f : 0f);
        }
        assertEquals(Set.of(0f, 1f), seen);
    }

    @Test
    void mixupMixesFeaturesAndTargetsAlike() {
        batches.draw(BOTH, 0, 2, Augmentations.of(List.of("mixup")), 1, new SplittableRandom(3));
        float[][] targets = batches.targets().toFloatMatrix();
        float share = targets[0][2];
        assertTrue(share >= 0.5 && share < 1, "share " + share);
        assertArrayEquals(new float[] {1 - share, 0, share, 0}, targets[0], 1e-6f);
        assertArrayEquals(new float[] {share, 0, 1 - share, 0}, targets[1], 1e-6f);
        float[] features = batches.features().reshape(12).toFloatVector();
        assertEquals(share * 1 + (1 - share) * 7, features[0], 1e-5);
        assertEquals(share * 12 + (1 - share) * 6, features[11], 1e-5);
    }

    @Test
    void aClipIsDrawnAsItIsOrAsOneOfItsCopies() {
        List<float[][]> copies = List.of(new float[][] {{-1, 0, 0}, {0, 0, 0}}, new float[][] {{-2, 0, 0}, {0, 0, 0}});
        Batches drawn = new Batches(new Examples(List.<float[][]>of(first), List.of(copies), new int[] {0}, Scaler.identity()), 4);
        SplittableRandom chance = new SplittableRandom(1);
        int[] seen = new int[3];
        for (int i = 0; i < 3000; i++) {
            drawn.draw(new int[] {0}, 0, 1, Augmentations.none(), 0.5, chance);
            float value = drawn.features().getFloat(0);
            seen[value > 0 ? 0 : (int) -value]++;
        }
        assertEquals(1500, seen[0], 120);
        assertEquals(750, seen[1], 100);
        assertEquals(750, seen[2], 100);
    }

    @Test
    void aLongerClipIsSeenInWindowsAtEveryPlace() {
        Batches drawn = new Batches(windows(new float[][] {{1, 2, 3, 4}, {5, 6, 7, 8}}), 4);
        Set<List<Float>> seen = new TreeSet<>(Comparator.comparing(Object::toString));
        SplittableRandom chance = new SplittableRandom(1);
        for (int i = 0; i < 60; i++) {
            drawn.draw(new int[] {0}, 0, 1, Augmentations.none(), 1, chance);
            seen.add(floats(drawn.features().reshape(4).toFloatVector()));
        }
        assertEquals(List.of(List.of(0f, 2f, 8f, 10f), List.of(2f, 4f, 10f, 12f), List.of(4f, 6f, 12f, 14f)),
                seen.stream().sorted(Comparator.comparing(window -> window.get(0))).toList());
    }

    @Test
    void aShorterClipStandsAtEveryPlaceWithTheMeanAroundIt() {
        Batches drawn = new Batches(windows(new float[][] {{3}, {4}}), 4);
        Set<List<Float>> seen = new TreeSet<>(Comparator.comparing(Object::toString));
        SplittableRandom chance = new SplittableRandom(1);
        for (int i = 0; i < 40; i++) {
            drawn.draw(new int[] {0}, 0, 1, Augmentations.none(), 1, chance);
            seen.add(floats(drawn.features().reshape(4).toFloatVector()));
        }
        assertEquals(List.of(List.of(0f, 4f, 0f, 6f), List.of(4f, 0f, 6f, 0f)),
                seen.stream().sorted(Comparator.comparing(window -> window.get(0))).toList());
    }

    @Test
    void aClipThatFitsDrawsNothing() {
        SplittableRandom one = new SplittableRandom(5);
        batches.draw(BOTH, 0, 2, Augmentations.none(), 1, one);
        assertEquals(new SplittableRandom(5).nextLong(), one.nextLong());
    }

    private static Examples windows(float[][] clip) {
        return new Examples(List.<float[][]>of(clip), new int[] {0},
                List.of(new Scaler(Scaler.Kind.GLOBAL, new float[] {1}, new float[] {0.5f})), 1, 2);
    }

    private static List<Float> floats(float[] values) {
        List<Float> all = new ArrayList<>();
        for (float value : values) {
            all.add(value);
        }
        return all;
    }
}
