package serlab.augment;

import java.util.Arrays;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Sets a stretch of frames to 0, the mean of scaled features (SpecAugment, Park et al. 2019).
 *
 * @param frames longest stretch, in frames; the length is drawn evenly from 0 up to it
 */
public record TimeMask(int frames) implements FeatureAugmentation {
    static final String TYPE = "time-mask";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Map<String, Object> settings() {
        return Augmentation.settings(TYPE, "frames", frames);
    }

    @Override
    public void apply(float[][] target, RandomGenerator chance) {
        int length = chance.nextInt(Math.min(frames, target[0].length) + 1);
        int start = chance.nextInt(target[0].length - length + 1);
        for (float[] band : target) {
            Arrays.fill(band, start, start + length, 0f);
        }
    }
}
