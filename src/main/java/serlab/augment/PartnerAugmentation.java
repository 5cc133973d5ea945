package serlab.augment;

import java.util.Set;
import java.util.random.RandomGenerator;

/** Random change of a training clip's scaled features by those of another training clip, drawn anew each time it is used. */
public non-sealed interface PartnerAugmentation extends Augmentation {
    /** Training clips that another one may be changed by. */
    enum Partners {
        /** Any. */
        ANY,
        /** Those of the clip's own class. */
        SAME_CLASS
    }

    /** Probability that a clip is changed, 0 to 1. */
    double chance();

    /** Which clips the other one is drawn from. */
    Partners partners();

    @Override
    default Set<Need> needs() {
        return Set.of(Need.OTHER_CLIPS);
    }

    /**
     * Changes the target's values in place, except for its padding.
     *
     * @param target  the caller's own copy
     * @param partner the middle of the other clip; left as it is
     * @param random  where all choices come from
     */
    void apply(ClipWindow target, ClipWindow partner, RandomGenerator random);
}
