package serlab.training;

import java.util.List;

/**
 * Scaled feature matrices with their classes.
 *
 * @param features one {@code float[bands][frames]} per clip, shared, not written to
 * @param classes  class index per clip
 */
public record Examples(List<float[][]> features, int[] classes) {
    public Examples {
        features = List.copyOf(features);
        if (features.isEmpty()) {
            throw new IllegalArgumentException("no examples; at least one is needed");
        }
        if (features.size() != classes.length) {
            throw new IllegalArgumentException(features.size() + " feature matrices but " + classes.length
                    + " classes");
        }
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

    /** The first examples, at most {@code most}, taken evenly over the whole. */
    Examples sample(int most) {
        if (size() <= most) {
            return this;
        }
        int[] chosen = new int[most];
        List<float[][]> some = new java.util.ArrayList<>(most);
        for (int i = 0; i < most; i++) {
            int from = (int) ((long) i * size() / most);
            chosen[i] = classes[from];
            some.add(features.get(from));
        }
        return new Examples(some, chosen);
    }
}
