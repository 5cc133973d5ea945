package serlab.feature.dsp;

import java.util.List;
import serlab.feature.Scaler;

/**
 * What a {@link Scaler} knows of the values that it treats alike, missing ones left out.
 *
 * @param mean      of all clips
 * @param deviation population standard deviation; 0 where the values are constant or missing
 */
public record Moments(double mean, double deviation) {
    /** Of the bands {@code first} to {@code end - 1} and the frames {@code from} to {@code to - 1}, in two passes. */
    public static Moments of(List<float[][]> training, int first, int end, int from, int to) {
        long count = 0;
        double sum = 0;
        for (float[][] clip : training) {
            for (int band = first; band < end; band++) {
                int last = Math.min(to, clip[band].length);
                for (int frame = from; frame < last; frame++) {
                    if (!Float.isNaN(clip[band][frame])) {
                        sum += clip[band][frame];
                        count++;
                    }
                }
            }
        }
        if (count == 0) {
            return new Moments(0, 0);
        }
        double mean = sum / count;
        double squares = 0;
        for (float[][] clip : training) {
            for (int band = first; band < end; band++) {
                for (int frame = from; frame < Math.min(to, clip[band].length); frame++) {
                    double distance = clip[band][frame] - mean;
                    squares += Double.isNaN(distance) ? 0 : distance * distance;
                }
            }
        }
        double variance = squares / count;
        return new Moments(mean, isConstant(count, mean, variance) ? 0 : Math.sqrt(variance));
    }

    /** Whether a variance is only rounding; scikit-learn's {@code _is_constant_feature}. */
    private static boolean isConstant(long count, double mean, double variance) {
        double epsilon = Math.ulp(1.0);
        double rounding = count * mean * epsilon;
        return variance <= count * epsilon * variance + rounding * rounding;
    }
}
