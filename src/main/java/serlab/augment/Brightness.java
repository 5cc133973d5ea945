package serlab.augment;

import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Adds one evenly drawn offset to the whole matrix: a lighter or darker picture.
 *
 * @param change largest offset in either direction, in units of the scaled feature
 */
public record Brightness(double change) implements FeatureAugmentation {
    static final String TYPE = "brightness";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Map<String, Object> settings() {
        return Augmentation.settings(TYPE, "change", change);
    }

    @Override
    public void apply(float[][] target, RandomGenerator chance) {
        float offset = (float) ((2 * chance.nextDouble() - 1) * change);
        for (float[] band : target) {
            for (int i = 0; i < band.length; i++) {
                band[i] += offset;
            }
        }
    }
}
