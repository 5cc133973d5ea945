package serlab.augment;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import serlab.part.Declaration;
import serlab.part.Option;
import serlab.part.Part;

/** Stretch of frames set to 0, the mean of scaled features (SpecAugment, Park et al. 2019). */
@Part(name = "time-mask", does = "sets a stretch of frames to the mean")
public record TimeMask(
        @Option(value = "16", min = 1, max = 1000, unit = "frames",
                meaning = "longest stretch; its length is drawn evenly from 0") int frames) implements FeatureAugmentation {
    public TimeMask {
        Declaration.check(TimeMask.class, frames);
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
