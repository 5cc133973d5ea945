package serlab.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import serlab.feature.Scaler;

/**
 * Feature matrices with their classes, and changed copies of them for training.
 *
 * @param features one {@code float[bands][frames]} per clip, shared, not written to
 * @param copies   per clip, features of changed copies of it; may be empty
 * @param classes  class index per clip
 * @param scaler   standardises features and copies when a batch is made
 */
public record Examples(List<float[][]> features, List<List<float[][]>> copies, int[] classes, Scaler scaler) {
    public Examples {
        features = List.copyOf(features);
        copies = List.copyOf(copies);
        if (features.isEmpty()) {
            throw new IllegalArgumentException("no examples; at least one is needed");
        }
        if (features.size() != classes.length || copies.size() != classes.length) {
            throw new IllegalArgumentException(features.size() + " feature matrices and " + copies.size()
                    + " lists of copies, but " + classes.length + " classes");
        }
    }

    /** Examples without copies. */
    public Examples(List<float[][]> features, int[] classes, Scaler scaler) {
        this(features, features.stream().map(f -> List.<float[][]>of()).toList(), classes, scaler);
    }

    public int size() {
        return classes.length;
    }

    public int bands() {
        return features.get(0).length;
    }

    public int frames() {
        return features.get(0)[0].length;
    }

    /** Number of examples of each class. */
    int[] counts(int numberOfClasses) {
        int[] counts = new int[numberOfClasses];
        for (int c : classes) {
            counts[c]++;
        }
        return counts;
    }

    /** Every copy as an example of its own, after the originals. */
    Examples withCopiesAsExamples() {
        List<float[][]> all = new ArrayList<>(features);
        List<Integer> allClasses = new ArrayList<>(Arrays.stream(classes).boxed().toList());
        for (int i = 0; i < size(); i++) {
            for (float[][] copy : copies.get(i)) {
                all.add(copy);
                allClasses.add(classes[i]);
            }
        }
        return new Examples(all, allClasses.stream().mapToInt(Integer::intValue).toArray(), scaler);
    }

    /** At most {@code most} of the examples, taken evenly over the whole, without copies. */
    Examples sample(int most) {
        int[] chosen = size() <= most ? IntStream.range(0, size()).toArray()
                : IntStream.range(0, most).map(i -> (int) ((long) i * size() / most)).toArray();
        return new Examples(Arrays.stream(chosen).mapToObj(features::get).toList(),
                Arrays.stream(chosen).map(i -> classes[i]).toArray(), scaler);
    }
}
