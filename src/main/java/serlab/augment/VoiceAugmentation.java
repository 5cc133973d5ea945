package serlab.augment;

import java.util.Set;
import java.util.random.RandomGenerator;
import serlab.feature.Scaler;

/**
 * Random change of a training clip's voice, made while its features are standardized and drawn anew each time it is used.
 * There is at most one in an experiment.
 */
public non-sealed interface VoiceAugmentation extends Augmentation {
    /** Probability that a clip is changed, 0 to 1. */
    double chance();

    @Override
    default Set<Need> needs() {
        return Set.of(Need.OTHER_CLIPS, Need.SPEAKER_STATISTICS);
    }

    /**
     * What changes the voice and then standardizes, in one.
     *
     * @param common what standardizes the clip, per band or global
     * @param own    mean and deviation per band of all training clips of its speaker
     * @param other  those of the speaker of a training clip that was drawn, perhaps the same
     * @param random where all choices come from
     */
    Scaler scaler(Scaler common, Scaler own, Scaler other, RandomGenerator random);
}
