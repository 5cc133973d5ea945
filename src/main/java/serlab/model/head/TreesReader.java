package serlab.model.head;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Arrays;
import serlab.Mappers;

/** The trees in a model as XGBoost writes it in JSON. Nodes are numbered anew, children behind their parents. */
final class TreesReader {
    private int[] asked = new int[1024];
    private float[] values = new float[1024];
    private int[] left = new int[1024];
    private int[] right = new int[1024];
    private int nodes;

    private TreesReader() {
    }

    static TreesHead read(byte[] json, int classes) {
        try {
            JsonNode model = Mappers.JSON.readTree(json).path("learner").path("gradient_booster").path("model");
            TreesReader reader = new TreesReader();
            JsonNode trees = model.path("trees");
            int[] roots = new int[trees.size()];
            int[] labels = new int[trees.size()];
            for (int tree = 0; tree < roots.length; tree++) {
                roots[tree] = reader.nodes;
                labels[tree] = model.path("tree_info").get(tree).intValue();
                reader.add(trees.get(tree));
            }
            int count = reader.nodes;
            return new TreesHead(Arrays.copyOf(reader.asked, count), Arrays.copyOf(reader.values, count),
                    Arrays.copyOf(reader.left, count), Arrays.copyOf(reader.right, count), roots, labels, classes);
        } catch (IOException e) {
            throw new IllegalStateException("XGBoost wrote no JSON", e);
        }
    }

    /** Breadth first, so that a place is known when a parent names it. */
    private void add(JsonNode tree) {
        JsonNode lefts = tree.path("left_children");
        int[] queue = new int[lefts.size()];
        int first = nodes;
        int known = 1;
        for (int at = 0; at < known; at++) {
            int node = queue[at];
            room();
            int child = lefts.get(node).intValue();
            asked[nodes] = child < 0 ? -1 : tree.path("split_indices").get(node).intValue();
            values[nodes] = tree.path("split_conditions").get(node).floatValue();
            if (child >= 0) {
                left[nodes] = first + known;
                queue[known++] = child;
                right[nodes] = first + known;
                queue[known++] = tree.path("right_children").get(node).intValue();
            }
            nodes++;
        }
    }

    private void room() {
        if (nodes == asked.length) {
            asked = Arrays.copyOf(asked, 2 * nodes);
            values = Arrays.copyOf(values, 2 * nodes);
            left = Arrays.copyOf(left, 2 * nodes);
            right = Arrays.copyOf(right, 2 * nodes);
        }
    }
}
