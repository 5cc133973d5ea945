package serlab.model.head;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sums of what decision trees say, each of which speaks for one class. A node asks whether a number of the row is below a
 * threshold and goes to its left child if so; a leaf has a value instead of a threshold. Arrays hold the nodes of all trees.
 *
 * @param asked    which number each node asks for; -1 in a leaf
 * @param values   threshold of each node, or value of the leaf
 * @param left     place of the left child, behind the node's own
 * @param right    place of the right one, likewise
 * @param roots    where each tree begins, ascending
 * @param labels   class that each tree speaks for
 * @param classes  number of classes
 */
public record TreesHead(int[] asked, float[] values, int[] left, int[] right, int[] roots, int[] labels, int classes)
        implements Head {
    /** Reads what {@link #numbers()} gave. */
    public static TreesHead of(Map<String, Numbers> numbers, int inputs, int classes) {
        int nodes = NumbersFile.of(numbers, "values").values().length;
        int trees = NumbersFile.of(numbers, "roots").values().length;
        int[] asked = whole(numbers, "asked", nodes, inputs);
        TreesHead head = new TreesHead(asked, NumbersFile.of(numbers, "values").expect(nodes),
                whole(numbers, "left", nodes, nodes), whole(numbers, "right", nodes, nodes),
                whole(numbers, "roots", trees, nodes), whole(numbers, "labels", trees, classes), classes);
        for (int i = 0; i < nodes; i++) {
            if (asked[i] >= 0 && (head.left[i] <= i || head.right[i] <= i)) {
                throw new IllegalArgumentException("node " + i + " of a tree has children before itself");
            }
        }
        for (int tree = 0; tree < trees; tree++) {
            if (head.roots[tree] < 0 || head.labels[tree] < 0) {
                throw new IllegalArgumentException("tree " + tree + " has no root or no class");
            }
        }
        return head;
    }

    private static int[] whole(Map<String, Numbers> numbers, String name, int length, int below) {
        float[] read = NumbersFile.of(numbers, name).expect(length);
        int[] whole = new int[length];
        for (int i = 0; i < length; i++) {
            whole[i] = (int) read[i];
            if (whole[i] != read[i] || whole[i] < -1 || whole[i] >= below) {
                throw new IllegalArgumentException("the array '" + name + "' holds " + read[i]
                        + "; expected whole numbers from -1 to " + (below - 1));
            }
        }
        return whole;
    }

    @Override
    public double[] scores(float[] row) {
        return scores(row, roots.length);
    }

    /** What the first trees say. */
    double[] scores(float[] row, int trees) {
        double[] scores = new double[classes];
        for (int tree = 0; tree < trees; tree++) {
            int node = roots[tree];
            while (asked[node] >= 0) {
                node = row[asked[node]] < values[node] ? left[node] : right[node];
            }
            scores[labels[tree]] += values[node];
        }
        return scores;
    }

    @Override
    public Map<String, Numbers> numbers() {
        Map<String, Numbers> all = new LinkedHashMap<>();
        all.put("asked", numbers(asked));
        all.put("values", new Numbers(values, values.length));
        all.put("left", numbers(left));
        all.put("right", numbers(right));
        all.put("roots", numbers(roots));
        all.put("labels", numbers(labels));
        return all;
    }

    private static Numbers numbers(int[] whole) {
        float[] numbers = new float[whole.length];
        for (int i = 0; i < whole.length; i++) {
            numbers[i] = whole[i];
        }
        return new Numbers(numbers, numbers.length);
    }
}
