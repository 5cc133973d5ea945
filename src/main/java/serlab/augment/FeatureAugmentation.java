package serlab.augment;

import java.util.List;
import java.util.random.RandomGenerator;
import serlab.InvalidInputException;
import serlab.NearestName;
import serlab.Settings;

/** A random change of a scaled feature matrix, drawn anew each time a training clip is used. */
public sealed interface FeatureAugmentation extends Augmentation
        permits TimeShift, TimeMask, FrequencyMask, GainJitter, FilterAugment, Warp, Brightness, Contrast {
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

    /** The known changes. */
    static List<String> types() {
        return List.of(TimeShift.TYPE, TimeMask.TYPE, FrequencyMask.TYPE, GainJitter.TYPE, FilterAugment.TYPE, Warp.TYPE,
                Brightness.TYPE, Contrast.TYPE);
    }

    /** Reads the settings of a known type. */
    static FeatureAugmentation read(String type, Settings settings) {
        return switch (type) {
            case TimeShift.TYPE -> new TimeShift(settings.integer("frames", 16, 1, 1000));
            case TimeMask.TYPE -> new TimeMask(settings.integer("frames", 16, 1, 1000));
            case FrequencyMask.TYPE -> new FrequencyMask(settings.integer("bands", 12, 1, 1000));
            case GainJitter.TYPE -> new GainJitter(settings.number("deviation", 0.15, 0, 10));
            case FilterAugment.TYPE -> new FilterAugment(settings.number("deviation", 0.3, 0, 10),
                    settings.integer("points", 4, 2, 64));
            case Warp.TYPE -> new Warp(settings.number("time", 0.1, 0, 0.5), settings.number("bands", 1.5, 0, 100));
            case Brightness.TYPE -> new Brightness(settings.number("change", 0.2, 0, 10));
            case Contrast.TYPE -> new Contrast(settings.number("change", 0.2, 0, 1));
            default -> throw new InvalidInputException(NearestName.suggest("augmentation", type, types()));
        };
    }
}
