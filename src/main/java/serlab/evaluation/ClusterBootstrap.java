package serlab.evaluation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * The UAR of items that come in clusters, and how far it would move with other clusters: whole clusters are drawn with
 * replacement, as many as there are, and the interval is that of the percentiles. Source: Davison and Hinkley, "Bootstrap
 * Methods and their Application" (1997), sections 3.8 and 5.3; percentiles as {@code numpy.percentile}.
 */
public final class ClusterBootstrap {
    static final int DRAWS = 2000;

    /** Items and right items by cluster and class: {@code [clusters][2][classes]}. */
    private final long[][][] counts;

    private ClusterBootstrap(long[][][] counts) {
        this.counts = counts;
    }

    /**
     * @param cluster the cluster of an answer
     * @param labels  number of classes
     */
    public static ClusterBootstrap of(List<Answer> answers, Function<Answer, String> cluster, int labels) {
        Map<String, long[][]> clusters = new LinkedHashMap<>();
        for (Answer answer : answers) {
            long[][] own = clusters.computeIfAbsent(cluster.apply(answer), key -> new long[2][labels]);
            own[0][answer.truth()]++;
            own[1][answer.truth()] += answer.correct() ? 1 : 0;
        }
        return new ClusterBootstrap(clusters.values().toArray(long[][][]::new));
    }

    int clusters() {
        return counts.length;
    }

    /** The UAR of all items. */
    public double uar() {
        int[] all = new int[counts.length];
        Arrays.setAll(all, i -> i);
        return uar(all);
    }

    /** The UAR of the items of some clusters, which may be named more than once. */
    private double uar(int[] drawn) {
        int labels = counts[0][0].length;
        double recalls = 0;
        int present = 0;
        for (int label = 0; label < labels; label++) {
            long items = 0;
            long right = 0;
            for (int cluster : drawn) {
                items += counts[cluster][0][label];
                right += counts[cluster][1][label];
            }
            if (items > 0) {
                recalls += (double) right / items;
                present++;
            }
        }
        return recalls / present;
    }

    /** 95 % interval of the UAR over {@value #DRAWS} draws; empty where there is only one cluster. */
    public Optional<Interval> interval(long seed) {
        if (counts.length < 2) {
            return Optional.empty();
        }
        SplittableRandom chance = new SplittableRandom(seed);
        int[][] draws = new int[DRAWS][counts.length];
        for (int[] draw : draws) {
            Arrays.setAll(draw, i -> chance.nextInt(counts.length));
        }
        return Optional.of(interval(draws));
    }

    /** The interval over given draws of clusters, numbered in the order in which the items name them first. */
    Interval interval(int[][] draws) {
        return percentiles(Arrays.stream(draws).mapToDouble(this::uar).sorted().toArray());
    }

    /** The 95 % interval of the percentiles of ascending values. */
    static Interval percentiles(double[] sorted) {
        double outside = (1 - Interval.LEVEL) / 2;
        return new Interval(percentile(sorted, outside), percentile(sorted, 1 - outside));
    }

    private static double percentile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) Math.floor(at);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
