package serlab.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import serlab.augment.Augmentations;
import serlab.experiment.ProcessMemory;
import serlab.feature.Scaler;
import serlab.model.InputShape;
import serlab.model.NetworkSpec;

@Tag("slow")
class TrainingMemoryTest {
    private static final int EPOCHS = 200;
    private static final int WARM_UP = 50;
    private static final int SIDE = 64;
    private static final long MEBIBYTE = 1 << 20;
    /** Half of what it would grow by if one batch a step were kept: 150 epochs of 2 steps, 512 KiB each. */
    private static final long GROWTH = 75 * MEBIBYTE;

    @Test
    void memoryIsFlatOverTwoHundredEpochs() {
        NetworkSpec model = NetworkSpec.of(Map.of("type", "logmel-stats-cnn", "filters", List.of(4, 8), "timeFilters", 8));
        TrainingSpec spec = TrainingSpec.of(Map.of("epochs", EPOCHS, "batch", 32, "earlyStopping", 0));
        List<Memory> sizes = new ArrayList<>();
        new Trainer(spec, Augmentations.of(List.of("time-shift", "mixup")), List.of("calm", "sad"), 1).fit(
                model.network(new InputShape(SIDE, SIDE, 2), spec.build(1)), noise(64, 1), noise(32, 2),
                (epoch, chosen) -> {
                    if (epoch.number() % WARM_UP == 0) {
                        sizes.add(Memory.now());
                    }
                });
        assertEquals(EPOCHS / WARM_UP, sizes.size());
        Memory before = sizes.get(0);
        Memory after = sizes.get(sizes.size() - 1);
        assertTrue(after.heap - before.heap < GROWTH && after.offHeap - before.offHeap < GROWTH, sizes.toString());
    }

    /** Bytes: of live objects, and of the process without its heap, 0 where the system does not tell. */
    private record Memory(long heap, long offHeap) {
        static Memory now() {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            return new Memory(runtime.totalMemory() - runtime.freeMemory(),
                    ProcessMemory.resident().map(bytes -> bytes - runtime.totalMemory()).orElse(0L));
        }
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
