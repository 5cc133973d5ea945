package serlab.augment;

import java.util.Arrays;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Moves the clip earlier or later by up to a number of frames; the gap takes the value of the edge frame.
 *
 * @param frames largest shift in either direction, in frames
 */
public record TimeShift(int frames) implements FeatureAugmentation {
    static final String TYPE = "time-shift";

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
