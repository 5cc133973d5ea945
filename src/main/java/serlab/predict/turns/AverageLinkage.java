package serlab.predict.turns;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Agglomerative clustering by average linkage over cosine distances, 1 less the cosine of the angle: the two groups whose members
 * are nearest to each other in the mean are joined, until there is one.
 *
 * <p>Source: the chain of nearest neighbors, D. Müllner, "Modern hierarchical, agglomerative clustering algorithms", 2011. Takes
 * {@code n²/2} distances of memory and about {@code 3 n²} steps.
 */
final class AverageLinkage {
    private final int items;
    private final float[][] distance;
    private final int[] size;
    private final List<Join> joins = new ArrayList<>();

    /** Two groups, named by one of their items each, that become one at a distance. */
    private record Join(int a, int b, float distance) {
    }

    /** @param vectors {@code [items][dimensions]}, at least one item */
    AverageLinkage(double[][] vectors) {
        items = vectors.length;
        size = new int[items];
        Arrays.fill(size, 1);
        double[] norm = Arrays.stream(vectors).mapToDouble(vector -> Math.sqrt(dot(vector, vector))).toArray();
        distance = new float[items][];
        for (int i = 0; i < items; i++) {
            distance[i] = new float[i];
            for (int j = 0; j < i; j++) {
                double both = norm[i] * norm[j];
                distance[i][j] = both > 0 ? (float) Math.max(0, 1 - dot(vectors[i], vectors[j]) / both) : 1;
            }
        }
        join();
        joins.sort(Comparator.comparingDouble(Join::distance));
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private float between(int a, int b) {
        return a > b ? distance[a][b] : distance[b][a];
    }

    private void join() {
        boolean[] gone = new boolean[items];
        int[] chain = new int[items];
        int length = 0;
        int first = 0;
        while (joins.size() < items - 1) {
            if (length == 0) {
                while (gone[first]) {
                    first++;
                }
                chain[length++] = first;
            }
            int at = chain[length - 1];
            int nearest = length > 1 ? chain[length - 2] : -1;
            for (int other = 0; other < items; other++) {
                if (other != at && !gone[other] && (nearest < 0 || between(at, other) < between(at, nearest))) {
                    nearest = other;
                }
            }
            if (length > 1 && nearest == chain[length - 2]) {
                merge(at, nearest);
                gone[at] = true;
                length -= 2;
            } else {
                chain[length++] = nearest;
            }
        }
    }

    /** The second takes the first in. */
    private void merge(int leaving, int staying) {
        joins.add(new Join(leaving, staying, between(leaving, staying)));
        for (int other = 0; other < items; other++) {
            if (other != leaving && other != staying) {
                float mean = (size[leaving] * between(leaving, other) + size[staying] * between(staying, other))
                        / (size[leaving] + size[staying]);
                if (staying > other) {
                    distance[staying][other] = mean;
                } else {
                    distance[other][staying] = mean;
                }
            }
        }
        size[staying] += size[leaving];
    }

    /** The group of each item, numbered by first appearance, where groups no farther apart than that are one. */
    int[] within(double farthest) {
        return groups((int) joins.stream().filter(join -> join.distance() <= farthest).count());
    }

    /** The group of each item, numbered by first appearance, where there are so many, 1 to the number of items. */
    int[] into(int groups) {
        return groups(items - groups);
    }

    private int[] groups(int joined) {
        int[] parent = new int[items];
        Arrays.setAll(parent, i -> i);
        joins.subList(0, joined).forEach(join -> parent[root(parent, join.a())] = root(parent, join.b()));
        int[] number = new int[items];
        Arrays.fill(number, -1);
        int[] group = new int[items];
        int next = 0;
        for (int i = 0; i < items; i++) {
            int root = root(parent, i);
            if (number[root] < 0) {
                number[root] = next++;
            }
            group[i] = number[root];
        }
        return group;
    }

    private static int root(int[] parent, int item) {
        int at = item;
        while (parent[at] != at) {
            at = parent[at];
        }
        return at;
    }
}
