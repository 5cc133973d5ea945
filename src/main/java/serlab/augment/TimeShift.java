package serlab.augment;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import serlab.part.Declaration;
import serlab.part.Option;
import serlab.part.Part;

/** Move of the clip to earlier or later by up to a number of frames; the gap takes the value of the edge frame. */
@Part(name = "time-shift", does = "moves the clip earlier or later")
public record TimeShift(
        @Option(value = "16", min = 1, max = 1000, unit = "frames", meaning = "largest shift in either direction")
        int frames) implements FeatureAugmentation {
    public TimeShift {
        Declaration.check(TimeShift.class, frames);
    }

    @Override
    public void apply(float[][] target, RandomGenerator chance) {
        int length = target[0].length;
        int shift = chance.nextInt(2 * Math.min(frames, length - 1) + 1) - Math.min(frames, length - 1);
        for (float[] band : target) {
            float edge = shift > 0 ? band[0] : band[length - 1];
            if (shift > 0) {
                System.arraycopy(band, 0, band, shift, length - shift);
                Arrays.fill(band, 0, shift, edge);
            } else {
                System.arraycopy(band, -shift, band, 0, length + shift);
                Arrays.fill(band, length + shift, length, edge);
            }
        }
    }
}
