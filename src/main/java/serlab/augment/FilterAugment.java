package serlab.augment;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import serlab.part.Declaration;
import serlab.part.Option;
import serlab.part.Part;

/**
 * Some bands raised and others lowered, the same in all frames, as another voice, room or microphone would: normally
 * distributed gains at some points of the frequency axis, on straight lines between them. The outer points are the lowest
 * and the highest band, the others anywhere.
 *
 * <p>Source: FilterAugment, Nam, Kim and Park, ICASSP 2022, its linear kind.
 */
@Part(name = "filter", does = "raises some bands and lowers others, as another voice, room or microphone would")
public record FilterAugment(
        @Option(value = "0.3", min = 0, max = 10, unit = "scaled feature",
                meaning = "standard deviation of the gain at a point") double deviation,
        @Option(value = "4", min = 2, max = 64, meaning = "points of the frequency axis, on straight lines between them")
        int points) implements FeatureAugmentation {
    public FilterAugment {
        Declaration.check(FilterAugment.class, deviation, points);
    }

    @Override
    public void apply(float[][] target, RandomGenerator chance) {
        apply(target, 1, chance);
    }

    @Override
    public void apply(float[][] target, int channels, RandomGenerator chance) {
        int bands = target.length / channels;
        double[] places = new double[points];
        for (int p = 1; p < points - 1; p++) {
            places[p] = chance.nextDouble() * (bands - 1);
        }
        places[points - 1] = bands - 1;
        Arrays.sort(places);
        double[] gains = new double[points];
        for (int p = 0; p < points; p++) {
            gains[p] = chance.nextGaussian() * deviation;
        }
        int right = 1;
        for (int band = 0; band < bands; band++) {
            while (right < points - 1 && places[right] < band) {
                right++;
            }
            double width = places[right] - places[right - 1];
            double share = width > 0 ? (band - places[right - 1]) / width : 1;
            float gain = (float) (gains[right - 1] + share * (gains[right] - gains[right - 1]));
            for (int channel = 0; channel < channels; channel++) {
                float[] row = target[channel * bands + band];
                for (int i = 0; i < row.length; i++) {
                    row[i] += gain;
                }
            }
        }
    }
}
