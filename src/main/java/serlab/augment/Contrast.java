package serlab.augment;

import java.util.random.RandomGenerator;
import serlab.part.Declaration;
import serlab.part.Option;
import serlab.part.Part;

/** One random factor on the distance of every value from the matrix's mean: a paler or stronger picture. */
@Part(name = "contrast", does = "multiplies the distance of every value from the mean by one factor")
public record Contrast(
        @Option(value = "0.2", min = 0, max = 1, meaning = "largest change, 0.2 for factors from 0.8 to 1.2")
        double change) implements FeatureAugmentation {
    public Contrast {
        Declaration.check(Contrast.class, change);
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
