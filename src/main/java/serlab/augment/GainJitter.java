package serlab.augment;

import java.util.random.RandomGenerator;
import serlab.part.Declaration;
import serlab.part.Option;
import serlab.part.Part;

/** One normally distributed offset added to the whole matrix: on a logarithmic scale, a change of loudness. */
@Part(name = "gain-jitter", does = "adds one normally distributed offset to all bands")
public record GainJitter(
        @Option(value = "0.15", min = 0, max = 10, unit = "scaled feature", meaning = "standard deviation of the offset")
        double deviation) implements FeatureAugmentation {
    public GainJitter {
        Declaration.check(GainJitter.class, deviation);
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
