package serlab.augment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import serlab.InvalidInputException;
import serlab.NearestName;
import serlab.Settings;

/** A random change of a scaled feature matrix, drawn anew each time a training clip is used. */
public sealed interface FeatureAugmentation permits TimeShift, TimeMask, FrequencyMask, GainJitter {
    /** The name in experiment files. */
    String type();

    /** Every setting with its value, as an experiment file would hold them. */
    Map<String, Object> settings();

    /**
     * Changes {@code target} in place.
     *
     * @param target {@code float[bands][frames]}, the caller's own copy
     * @param chance where all choices come from
     */
    void apply(float[][] target, RandomGenerator chance);

    /** The known augmentations. */
    static List<String> types() {
        return List.of(TimeShift.TYPE, TimeMask.TYPE, FrequencyMask.TYPE, GainJitter.TYPE);
    }

    /**
     * Reads the {@code augment} list of an experiment file.
     *
     * @throws InvalidInputException for an unknown type or key, or a value out of range
     */
    static List<FeatureAugmentation> of(List<?> list) {
        List<FeatureAugmentation> all = new ArrayList<>();
        for (Object item : list) {
            Settings settings = Settings.of("augment", item instanceof String name ? Map.of("type", name) : item);
            String type = settings.text("type");
            all.add(switch (type) {
                case TimeShift.TYPE -> new TimeShift(settings.integer("frames", 16, 1, 1000));
                case TimeMask.TYPE -> new TimeMask(settings.integer("frames", 16, 1, 1000));
                case FrequencyMask.TYPE -> new FrequencyMask(settings.integer("bands", 12, 1, 1000));
                case GainJitter.TYPE -> new GainJitter(settings.number("deviation", 0.15, 0, 10));
                default -> throw new InvalidInputException(
                        NearestName.suggest("augmentation", type, types()));
            });
            settings.done();
        }
        return List.copyOf(all);
    }

    /** Settings of an augmentation that has one of them. */
    static Map<String, Object> settings(String type, String key, Object value) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("type", type);
        all.put(key, value);
        return all;
    }
}
