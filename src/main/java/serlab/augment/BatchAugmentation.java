package serlab.augment;

import java.util.Set;
import java.util.random.RandomGenerator;

/** Random change of a whole training batch, features and targets, drawn anew for every batch of two clips or more. */
public non-sealed interface BatchAugmentation extends Augmentation {
    @Override
    default Set<Need> needs() {
        return Set.of(Need.OTHER_CLIPS);
    }

    /**
     * Changes a batch in place.
     *
     * @param random where all choices come from
     */
    void apply(ClipBatch batch, RandomGenerator random);
}
