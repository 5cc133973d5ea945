package serlab.augment;

import java.util.Map;
import java.util.Set;
import serlab.Settings;
import serlab.part.Catalog;
import serlab.part.Configured;

/**
 * Random change of training clips. Its kind says when it is applied: to the recording, while features are standardized, to
 * the standardized features of a clip, alone or with those of another one, or to a batch.
 */
public sealed interface Augmentation extends Configured
        permits WaveformAugmentation, VoiceAugmentation, PartnerAugmentation, FeatureAugmentation, BatchAugmentation {
    /** The augmentations that experiment files can name. */
    static Catalog<Augmentation> catalog() {
        return AugmentationTypes.ALL;
    }

    /** What it draws on besides the clip that it changes; nothing unless it says so. */
    default Set<Need> needs() {
        return Set.of();
    }

    /**
     * Reads one entry of the {@code augment} list of an experiment file: a type's name, or its settings.
     *
     * @throws serlab.InvalidInputException for an unknown type or key, or a value out of range
     */
    static Augmentation of(Object entry) {
        return catalog().read(Settings.of("augment", entry instanceof String name ? Map.of("type", name) : entry));
    }
}
