package serlab.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import serlab.augment.Augmentations;
import serlab.experiment.ProcessMemory;
import serlab.feature.Scaler;
import serlab.model.InputShape;
import serlab.model.ModelSpec;

class TrainingMemoryTest {
    private static final int EPOCHS = 200;
    private static final int WARM_UP = 50;
    private static final int SIDE = 64;
    private static final long MEBIBYTE = 1 << 20;
    /** A quarter of what it would grow by if one batch a step were kept: 150 epochs of 4 steps, 512 KiB each. */
    private static final long GROWTH = 75 * MEBIBYTE;
    private static final long MOST = 1536 * MEBIBYTE;

    @Test
    void memoryIsFlatOverTwoHundredEpochs() {
        assumeTrue(ProcessMemory.resident().isPresent(), "this system does not tell a process's memory");
        ModelSpec model = ModelSpec.of(Map.of("type", "logmel-stats-cnn", "filters", List.of(4, 8), "timeFilters", 8));
        TrainingSpec spec = TrainingSpec.of(Map.of("epochs", EPOCHS, "batch", 32, "earlyStopping", 0));
        List<Long> sizes = new ArrayList<>();
        new Trainer(spec, Augmentations.of(List.of("time-shift", "mixup")), List.of("calm", "sad"), 1).fit(
                model.network(new InputShape(SIDE, SIDE, 2), spec.build(1)), noise(128, 1), noise(32, 2),
                (epoch, chosen) -> sizes.add(ProcessMemory.resident().orElseThrow()));
        assertEquals(EPOCHS, sizes.size());
        long before = sizes.get(WARM_UP - 1);
        long after = sizes.get(EPOCHS - 1);
        assertTrue(after - before < GROWTH, "from " + before / MEBIBYTE + " to " + after / MEBIBYTE + " MiB");
        assertTrue(after < MOST, after / MEBIBYTE + " MiB");
    }

    private static Examples noise(int count, long seed) {
        Random random = new Random(seed);
        List<float[][]> matrices = new ArrayList<>();
        int[] classes = new int[count];
        for (int i = 0; i < count; i++) {
            float[][] matrix = new float[SIDE][SIDE];
            for (float[] row : matrix) {
                for (int frame = 0; frame < SIDE; frame++) {
                    row[frame] = (float) random.nextGaussian();
                }
            }
            matrices.add(matrix);
            classes[i] = i % 2;
        }
        return new Examples(matrices, classes, Scaler.identity());
    }
}
