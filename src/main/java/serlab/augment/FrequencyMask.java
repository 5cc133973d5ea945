package serlab.augment;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import serlab.part.Declaration;
import serlab.part.Option;
import serlab.part.Part;

/** Range of neighboring bands set to 0, the mean of scaled features (SpecAugment, Park et al. 2019). */
@Part(name = "frequency-mask", does = "sets neighboring bands to the mean")
public record FrequencyMask(
        @Option(value = "12", min = 1, max = 1000, unit = "bands",
                meaning = "widest range; its width is drawn evenly from 0") int bands) implements FeatureAugmentation {
    public FrequencyMask {
        Declaration.check(FrequencyMask.class, bands);
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
