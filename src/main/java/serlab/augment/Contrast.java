package serlab.augment;

import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Multiplies the distance of every value from the matrix's mean by one random factor: a paler or stronger picture.
 *
 * @param change largest change, 0.2 for factors from 0.8 to 1.2
 */
public record Contrast(double change) implements FeatureAugmentation {
    static final String TYPE = "contrast";

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
        float factor = (float) (1 + (2 * chance.nextDouble() - 1) * change);
        double sum = 0;
        for (float[] band : target) {
            for (float value : band) {
                sum += value;
            }
        }
        float mean = (float) (sum / ((double) target.length * target[0].length));
        for (float[] band : target) {
            for (int i = 0; i < band.length; i++) {
                band[i] = mean + factor * (band[i] - mean);
            }
        }
    }
}
