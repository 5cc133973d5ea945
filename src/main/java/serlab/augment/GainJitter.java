package serlab.augment;

import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Adds one normally distributed offset to the whole matrix: on a logarithmic scale, a change of loudness.
 *
 * @param deviation standard deviation of the offset, in units of the scaled feature
 */
public record GainJitter(double deviation) implements FeatureAugmentation {
    static final String TYPE = "gain-jitter";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Map<String, Object> settings() {
        return Augmentation.settings(TYPE, "deviation", deviation);
    }

    @Override
    public void apply(float[][] target, RandomGenerator chance) {
        float offset = (float) (chance.nextGaussian() * deviation);
        for (float[] band : target) {
            for (int i = 0; i < band.length; i++) {
                band[i] += offset;
            }
        }
    }
}
