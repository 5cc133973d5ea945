package serlab.augment;

import java.util.random.RandomGenerator;
import serlab.part.Declaration;
import serlab.part.Option;
import serlab.part.Part;

/** One evenly drawn offset added to the whole matrix: a lighter or darker picture. */
@Part(name = "brightness", does = "adds one evenly drawn offset to all bands")
public record Brightness(
        @Option(value = "0.2", min = 0, max = 10, unit = "scaled feature", meaning = "largest offset in either direction")
        double change) implements FeatureAugmentation {
    public Brightness {
        Declaration.check(Brightness.class, change);
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
