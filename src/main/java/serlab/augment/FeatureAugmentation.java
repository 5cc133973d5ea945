package serlab.augment;

import java.util.random.RandomGenerator;

/** Random change of a scaled feature matrix, drawn anew each time a training clip is used. */
public non-sealed interface FeatureAugmentation extends Augmentation {
    /**
     * Changes {@code target} in place.
     *
     * @param target {@code float[bands][frames]}, the caller's own copy
     * @param chance where all choices come from
     */
    void apply(float[][] target, RandomGenerator chance);

    /**
     * Changes pictures of equal size that lie one above the other, such as red, green and blue, each in the same way.
     *
     * @param target   {@code float[channels * bands][frames]}, the caller's own copy
     * @param channels how many pictures
     */
    default void apply(float[][] target, int channels, RandomGenerator chance) {
        apply(target, chance);
    }
}
