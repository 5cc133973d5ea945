package serlab.augment;

import java.util.Arrays;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Sets a range of neighboring bands to 0, the mean of scaled features (SpecAugment, Park et al. 2019).
 *
 * @param bands widest range, in bands; the width is drawn evenly from 0 up to it
 */
public record FrequencyMask(int bands) implements FeatureAugmentation {
    static final String TYPE = "frequency-mask";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Map<String, Object> settings() {
        return Augmentation.settings(TYPE, "bands", bands);
    }

    @Override
    public void apply(float[][] target, RandomGenerator chance) {
        apply(target, 1, chance);
    }

    @Override
    public void apply(float[][] target, int channels, RandomGenerator chance) {
        int rows = target.length / channels;
        int width = chance.nextInt(Math.min(bands, rows) + 1);
        int start = chance.nextInt(rows - width + 1);
        for (int first = start; first < target.length; first += rows) {
            for (int band = first; band < first + width; band++) {
                Arrays.fill(target[band], 0f);
            }
        }
    }
}
