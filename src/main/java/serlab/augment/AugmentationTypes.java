package serlab.augment;

import java.util.List;
import serlab.part.Catalog;

/** The augmentations that experiment files can name: of recordings, of features, with other clips. */
final class AugmentationTypes {
    static final Catalog<Augmentation> ALL = new Catalog<>(Augmentation.class, "augmentation", List.of(
            Noise.class,
            Speed.class,
            PitchShift.class,
            TimeStretch.class,
            Gain.class,
            Delay.class,
            TimeShift.class,
            TimeMask.class,
            FrequencyMask.class,
            GainJitter.class,
            FilterAugment.class,
            Warp.class,
            Brightness.class,
            Contrast.class,
            Mixup.class,
            MixStyle.class,
            SpeakerStyle.class));

    private AugmentationTypes() {
    }
}
