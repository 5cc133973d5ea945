package serlab.feature;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Parts of equal length that a recording is cut into, as few as can be.
 *
 * @param length of the recording
 * @param most   of a part
 * @param step   of which the bounds are multiples
 */
record EqualParts(int length, int most, int step) {
    int count() {
        return (int) Math.max(1, ((long) length + most - 1) / most);
    }

    /** Where a part begins, and the one before it ends. */
    int bound(int part) {
        return part == count() ? length : (int) ((long) length * part / count() / step * step);
    }

    /** The columns of a part. */
    float[][] cut(float[][] rows, int part) {
        return count() == 1 ? rows : Arrays.stream(rows).map(row -> Arrays.copyOfRange(row, bound(part), bound(part + 1)))
                .toArray(float[][]::new);
    }

    /** What to say of windows of fixed length. */
    static Optional<String> windows(double seconds, double window) {
        return Optional.of(String.format(Locale.ROOT, "%.1f s long, cut into %d windows: the file takes %.1f s at once", seconds,
                (int) Math.ceil(seconds / window), window));
    }

    /**
     * What to say where there are several.
     *
     * @param perSecond how much of length is a second
     * @param why       what is so long at most, such as "the encoder takes"
     */
    Optional<String> told(double perSecond, String why) {
        return count() == 1 ? Optional.empty() : Optional.of(String.format(Locale.ROOT, "%.1f s long, cut into %d parts of equal "
                + "length: %s %.1f s at most", length / perSecond, count(), why, most / perSecond));
    }
}
