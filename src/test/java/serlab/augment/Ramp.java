package serlab.augment;

import java.util.SplittableRandom;

/** A feature whose values are all different, and none of them 0. */
final class Ramp {
    static final int BANDS = 12;
    static final int FRAMES = 20;

    private Ramp() {
    }

    static float[][] ramp() {
        float[][] matrix = new float[BANDS][FRAMES];
        for (int band = 0; band < BANDS; band++) {
            for (int frame = 0; frame < FRAMES; frame++) {
                matrix[band][frame] = value(band, frame);
            }
        }
        return matrix;
    }

    /** What stands at a place. */
    static float value(int band, int frame) {
        return 1 + band * FRAMES + frame;
    }

    /** The ramp once it is changed. */
    static float[][] applied(FeatureAugmentation augmentation, long seed) {
        float[][] matrix = ramp();
        augmentation.apply(matrix, new SplittableRandom(seed));
        return matrix;
    }
}
