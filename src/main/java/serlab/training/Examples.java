package serlab.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import serlab.feature.Scaler;

/**
 * Feature matrices with their classes, and changed copies of them for training.
 *
 * @param features one {@code float[bands][any frames]} per clip, shared, not written to; all of {@code frames} frames
 *                 unless they are to be read in windows
 * @param copies   per clip, features of changed copies of it; may be empty
 * @param classes  class index per clip
 * @param scalers  per clip, what standardizes its features and copies when a batch is made
 * @param voices   per clip, mean and deviation per band of all training clips of its speaker; empty where nobody asks
 * @param channels pictures of equal size that the bands hold one above the other, such as red, green and blue
 * @param frames   frames of the network's input
 * @param groups   per clip, a number for who speaks; of a clip whose speaker is not known one of its own
 */
public record Examples(List<float[][]> features, List<List<float[][]>> copies, int[] classes, List<Scaler> scalers,
                       List<Scaler> voices, int channels, int frames, int[] groups) {
    public Examples {
        features = List.copyOf(features);
        copies = List.copyOf(copies);
        scalers = List.copyOf(scalers);
        voices = List.copyOf(voices);
        if (features.isEmpty()) {
            throw new IllegalArgumentException("no examples; at least one is needed");
        }
        if (features.size() != classes.length || copies.size() != classes.length || scalers.size() != classes.length
                || groups.length != classes.length || !voices.isEmpty() && voices.size() != classes.length) {
            throw new IllegalArgumentException(features.size() + " feature matrices, " + copies.size()
                    + " lists of copies, " + scalers.size() + " scalers, " + voices.size() + " voices and " + groups.length
                    + " groups, but " + classes.length + " classes");
        }
    }

    /** Examples of whose speakers nothing is known. */
    public Examples(List<float[][]> features, List<List<float[][]>> copies, int[] classes, List<Scaler> scalers,
                    List<Scaler> voices, int channels, int frames) {
        this(features, copies, classes, scalers, voices, channels, frames, IntStream.range(0, classes.length).toArray());
    }

    /** Examples as long as the network's input, with one scaler for all. */
    public Examples(List<float[][]> features, List<List<float[][]>> copies, int[] classes, Scaler scaler) {
        this(features, copies, classes, Collections.nCopies(classes.length, scaler), List.of(), 1,
                features.isEmpty() ? 0 : features.get(0)[0].length);
    }

    /** Examples without copies, as long as the network's input, with one scaler for all. */
    public Examples(List<float[][]> features, int[] classes, Scaler scaler) {
        this(features, none(features), classes, scaler);
    }

    /** Examples without copies. */
    public Examples(List<float[][]> features, int[] classes, List<Scaler> scalers, int channels, int frames) {
        this(features, none(features), classes, scalers, List.of(), channels, frames);
    }

    private static List<List<float[][]>> none(List<float[][]> features) {
        return Collections.nCopies(features.size(), List.of());
    }

    public int size() {
        return classes.length;
    }

    public int bands() {
        return features.get(0).length;
    }

    /** A standardized example band by band, {@code float[bands * frames]}. */
    float[] row(int example) {
        float[][] matrix = scalers.get(example).apply(features.get(example));
        float[] row = new float[bands() * frames];
        for (int band = 0; band < matrix.length; band++) {
            System.arraycopy(matrix[band], 0, row, band * frames, frames);
        }
        return row;
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
        List<Scaler> allScalers = new ArrayList<>(scalers);
        List<Scaler> allVoices = new ArrayList<>(voices);
        List<Integer> allGroups = new ArrayList<>(Arrays.stream(groups).boxed().toList());
        for (int i = 0; i < size(); i++) {
            for (float[][] copy : copies.get(i)) {
                all.add(copy);
                allClasses.add(classes[i]);
                allScalers.add(scalers.get(i));
                allGroups.add(groups[i]);
                if (!voices.isEmpty()) {
                    allVoices.add(voices.get(i));
                }
            }
        }
        return new Examples(all, none(all), allClasses.stream().mapToInt(Integer::intValue).toArray(), allScalers,
                allVoices, channels, frames, allGroups.stream().mapToInt(Integer::intValue).toArray());
    }

    /** At most {@code most} of the examples, taken evenly over the whole, without copies. */
    Examples sample(int most) {
        int[] chosen = size() <= most ? IntStream.range(0, size()).toArray()
                : IntStream.range(0, most).map(i -> (int) ((long) i * size() / most)).toArray();
        return new Examples(Arrays.stream(chosen).mapToObj(features::get).toList(),
                Arrays.stream(chosen).map(i -> classes[i]).toArray(),
                Arrays.stream(chosen).mapToObj(scalers::get).toList(), channels, frames);
    }
}
