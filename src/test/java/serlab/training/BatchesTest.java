package serlab.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import serlab.augment.FeatureAugmentation;

class BatchesTest {
    private final float[][] first = {{1, 2, 3}, {4, 5, 6}};
    private final float[][] second = {{7, 8, 9}, {10, 11, 12}};
    private final Batches batches = new Batches(new Examples(List.of(first, second), new int[] {2, 0}), 4);

    @Test
    void featuresStandRowByRowInTheGivenOrder() {
        INDArray features = batches.features(new int[] {1, 0}, 0, 2, List.of(), new SplittableRandom(1));
        assertArrayEquals(new long[] {2, 1, 2, 3}, features.shape());
        assertArrayEquals(new float[] {7, 8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6}, features.dup('c').data().asFloat());
    }

    @Test
    void aBatchHoldsOnlyItsRange() {
        batches.features(new int[] {0, 1}, 0, 2, List.of(), new SplittableRandom(1));
        INDArray features = batches.features(new int[] {0, 1}, 1, 2, List.of(), new SplittableRandom(1));
        assertArrayEquals(new float[] {7, 8, 9, 10, 11, 12}, features.reshape(6).toFloatVector());
    }

    @Test
    void augmentationChangesTheBatchAndLeavesTheExamplesAlone() {
        INDArray features = batches.features(new int[] {0, 1}, 0, 2, FeatureAugmentation.of(List.of("gain-jitter")),
                new SplittableRandom(1));
        assertFalse(Arrays.equals(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12},
                features.reshape(12).toFloatVector()));
        assertArrayEquals(new float[][] {{1, 2, 3}, {4, 5, 6}}, first);
        assertArrayEquals(new float[][] {{7, 8, 9}, {10, 11, 12}}, second);
    }

    @Test
    void targetsAreOneHot() {
        assertArrayEquals(new float[][] {{0, 0, 1, 0}, {1, 0, 0, 0}},
                batches.targets(new int[] {0, 1}, 0, 2, 0).toFloatMatrix());
    }

    @Test
    void smoothedTargetsSumToOne() {
        float[][] targets = batches.targets(new int[] {0, 1}, 0, 2, 0.2).toFloatMatrix();
        assertArrayEquals(new float[] {0.05f, 0.05f, 0.85f, 0.05f}, targets[0], 1e-7f);
        for (float[] row : targets) {
            assertEquals(1, row[0] + row[1] + row[2] + row[3], 1e-6);
        }
    }
}
