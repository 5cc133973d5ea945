package serlab.training;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import serlab.augment.FeatureAugmentation;

/** Fills one pair of off-heap arrays with batch after batch, so that training allocates nothing that grows. */
final class Batches {
    private final Examples examples;
    private final int classes;
    private final float[][] scratch;
    private INDArray features;
    private INDArray targets;

    Batches(Examples examples, int classes) {
        this.examples = examples;
        this.classes = classes;
        this.scratch = new float[examples.bands()][examples.frames()];
    }

    /**
     * The examples {@code order[from .. to)} as {@code [n, 1, bands, frames]}. Valid until the next call.
     *
     * @param augmentations applied to each, none for evaluation
     */
    INDArray features(int[] order, int from, int to, List<FeatureAugmentation> augmentations, RandomGenerator chance) {
        int rows = to - from;
        if (features == null || features.size(0) != rows) {
            features = Nd4j.create(DataType.FLOAT, rows, 1, scratch.length, scratch[0].length);
        }
        FloatBuffer buffer = features.data().asNioFloat();
        int at = 0;
        for (int i = from; i < to; i++) {
            float[][] matrix = examples.features().get(order[i]);
            if (!augmentations.isEmpty()) {
                for (int band = 0; band < scratch.length; band++) {
                    System.arraycopy(matrix[band], 0, scratch[band], 0, scratch[band].length);
                }
                augmentations.forEach(a -> a.apply(scratch, chance));
                matrix = scratch;
            }
            for (float[] band : matrix) {
                buffer.put(at, band, 0, band.length);
                at += band.length;
            }
        }
        return features;
    }

    /** One-hot targets {@code [n, classes]}, smoothed: Szegedy et al. 2016. */
    INDArray targets(int[] order, int from, int to, double smoothing) {
        int rows = to - from;
        if (targets == null || targets.size(0) != rows) {
            targets = Nd4j.create(DataType.FLOAT, rows, classes);
        }
        targets.assign(smoothing / classes);
        for (int i = from; i < to; i++) {
            targets.putScalar(i - from, examples.classes()[order[i]], 1 - smoothing + smoothing / classes);
        }
        return targets;
    }
}
