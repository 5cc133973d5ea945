package serlab.training;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Which examples an epoch uses, and in what order. */
final class ClipOrder {
    /** Running sums of the examples' weights; null where every example is used once. */
    private final double[] reach;
    private final int size;

    ClipOrder(Examples examples, Sampling.Order sampling, int classes) {
        size = examples.size();
        if (sampling == Sampling.Order.SHUFFLE) {
            reach = null;
            return;
        }
        int[] counts = examples.counts(classes);
        reach = new double[size];
        double total = 0;
        for (int i = 0; i < size; i++) {
            int count = counts[examples.classes()[i]];
            total += sampling == Sampling.Order.SQUARE_ROOT ? 1 / Math.sqrt(count) : 1.0 / count;
            reach[i] = total;
        }
    }

    /** Indices of the next epoch, as many as there are examples. */
    int[] next(RandomGenerator chance) {
        if (reach == null) {
            return shuffled(chance);
        }
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int at = Arrays.binarySearch(reach, chance.nextDouble() * reach[size - 1]);
            order[i] = Math.min(size - 1, at < 0 ? -at - 1 : at + 1);
        }
        return order;
    }

    private int[] shuffled(RandomGenerator chance) {
        int[] order = IntStream.range(0, size).toArray();
        for (int i = size - 1; i > 0; i--) {
            int j = chance.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
        return order;
    }
}
