package serlab.augment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import serlab.InvalidInputException;
import serlab.NearestName;
import serlab.Settings;

/** A random change of training clips: of the recording, of its scaled features, or of a batch. */
public sealed interface Augmentation permits WaveformAugmentation, FeatureAugmentation, Mixup, MixStyle,
        SpeakerStyle {
    /** The name in experiment files. */
    String type();

    /** Every setting with its value, as an experiment file would hold them. */
    Map<String, Object> settings();

    /** The known augmentations: of recordings, of features, of batches. */
    static List<String> types() {
        return Stream.of(WaveformAugmentation.types(), FeatureAugmentation.types(), List.of(Mixup.TYPE, MixStyle.TYPE,
                SpeakerStyle.TYPE)).flatMap(List::stream).toList();
    }

    /**
     * Reads one entry of the {@code augment} list of an experiment file: a type's name, or its settings.
     *
     * @throws InvalidInputException for an unknown type or key, or a value out of range
     */
    static Augmentation of(Object entry) {
        Settings settings = Settings.of("augment", entry instanceof String name ? Map.of("type", name) : entry);
        String type = settings.text("type");
        Augmentation augmentation;
        if (WaveformAugmentation.types().contains(type)) {
            augmentation = WaveformAugmentation.read(type, settings);
        } else if (FeatureAugmentation.types().contains(type)) {
            augmentation = FeatureAugmentation.read(type, settings);
        } else if (type.equals(Mixup.TYPE)) {
            augmentation = new Mixup(settings.number("alpha", 0.2, 1e-3, 100));
        } else if (type.equals(MixStyle.TYPE)) {
            augmentation = MixStyle.read(settings);
        } else if (type.equals(SpeakerStyle.TYPE)) {
            augmentation = SpeakerStyle.read(settings);
        } else {
            throw new InvalidInputException(NearestName.suggest("augmentation", type, types()));
        }
        settings.done();
        return augmentation;
    }

    /** A type and its settings given as key, value, key, value. */
    static Map<String, Object> settings(String type, Object... keysAndValues) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("type", type);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            all.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return all;
    }
}
