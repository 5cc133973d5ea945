package serlab.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How much better a classifier was on one group of items than on another: the difference of their UARs over the classes that
 * both groups have, with the 95 % interval of the percentiles of a bootstrap. Clusters (speakers) that have items in both groups
 * are drawn for both at once; those of one group alone are drawn among themselves, as many as there are of each kind.
 *
 * <p>Source: stratified and paired resampling as Davison and Hinkley, "Bootstrap Methods and their Application" (1997),
 * sections 3.2 and 3.8.
 *
 * @param grouping   what the groups are by ({@code sex})
 * @param first      the one
 * @param second     the other
 * @param difference UAR of the first less that of the second, in [-1, 1]
 * @param interval   of the difference; empty where a group has items of one cluster alone
 */
public record GroupDifference(String grouping, String first, String second, double difference, Optional<Interval> interval) {
    /** First line of {@link #csv}. */
    private static final String HEADER = "grouping,first,second,uar_difference,low,high\n";
    /** Of more groups than these, as of speakers, no pairs are compared. */
    private static final int MOST_GROUPS = 4;

    /**
     * Every pair of groups, by name.
     *
     * @param group   the group of an answer
     * @param cluster answers of one cluster are not independent of each other: a speaker, as a rule
     * @param labels  number of classes
     * @param seed    seed of the bootstrap
     * @return none where there are fewer than two groups or more than {@value #MOST_GROUPS}, or where a pair has no class in common
     */
    public static List<GroupDifference> of(String grouping, List<Answer> answers, Function<Answer, String> group,
                                           Function<Answer, String> cluster, int labels, long seed) {
        List<String> groups = List.copyOf(answers.stream().map(group).collect(Collectors.toCollection(TreeSet::new)));
        List<GroupDifference> all = new ArrayList<>();
        if (groups.size() > MOST_GROUPS) {
            return all;
        }
        for (int a = 0; a < groups.size(); a++) {
            for (int b = a + 1; b < groups.size(); b++) {
                List<String> pair = List.of(groups.get(a), groups.get(b));
                Counts.of(answers, answer -> pair.indexOf(group.apply(answer)), cluster, labels).ifPresent(counts -> all.add(
                        new GroupDifference(grouping, pair.get(0), pair.get(1), counts.difference(counts.everyone()),
                                counts.interval(seed))));
            }
        }
        return all;
    }

    /** Whether the interval leaves no difference out. */
    public boolean clear() {
        return interval.filter(ends -> !ends.contains(0)).isPresent();
    }

    /** Rows under a header, shares with six digits; no interval, no ends. */
    public static String csv(List<GroupDifference> differences) {
        StringBuilder csv = new StringBuilder(HEADER);
        differences.forEach(one -> csv.append(Csv.line(List.of(one.grouping, one.first, one.second, Csv.fixed(one.difference, 6),
                one.interval.map(ends -> Csv.fixed(ends.lower(), 6)).orElse(""), one.interval.map(ends -> Csv.fixed(ends.upper(), 6))
                .orElse("")))));
        return csv.toString();
    }

    /**
     * Items and right items of two groups.
     *
     * @param counts by cluster: {@code [clusters][2 groups][2][classes]}, classes that only one of the groups has left out
     */
    private record Counts(long[][][][] counts) {
        /** Empty where the groups have no class in common. */
        static Optional<Counts> of(List<Answer> answers, Function<Answer, Integer> side, Function<Answer, String> cluster, int labels) {
            boolean[][] has = new boolean[2][labels];
            answers.stream().filter(answer -> side.apply(answer) >= 0).forEach(answer -> has[side.apply(answer)][answer.truth()] = true);
            Map<String, long[][][]> clusters = new LinkedHashMap<>();
            for (Answer answer : answers) {
                int own = side.apply(answer);
                if (own >= 0 && has[0][answer.truth()] && has[1][answer.truth()]) {
                    long[][] counted = clusters.computeIfAbsent(cluster.apply(answer), key -> new long[2][2][labels])[own];
                    counted[0][answer.truth()]++;
                    counted[1][answer.truth()] += answer.correct() ? 1 : 0;
                }
            }
            return clusters.isEmpty() ? Optional.empty() : Optional.of(new Counts(clusters.values().toArray(long[][][][]::new)));
        }

        int[] everyone() {
            return IntStream.range(0, counts.length).toArray();
        }

        /** NaN where one of the groups has no item among the clusters. */
        double difference(int[] drawn) {
            return uar(drawn, 0) - uar(drawn, 1);
        }

        private double uar(int[] drawn, int side) {
            return IntStream.range(0, counts[0][side][0].length).mapToDouble(label -> {
                long items = Arrays.stream(drawn).mapToLong(one -> counts[one][side][0][label]).sum();
                return items == 0 ? Double.NaN : (double) Arrays.stream(drawn).mapToLong(one -> counts[one][side][1][label]).sum() / items;
            }).filter(recall -> !Double.isNaN(recall)).average().orElse(Double.NaN);
        }

        private boolean has(int cluster, int side) {
            return Arrays.stream(counts[cluster][side][0]).sum() > 0;
        }

        private int[] which(boolean first, boolean second) {
            return Arrays.stream(everyone()).filter(one -> has(one, 0) == first && has(one, 1) == second).toArray();
        }

        Optional<Interval> interval(long seed) {
            int[][] strata = {which(true, true), which(true, false), which(false, true)};
            if (strata[0].length + strata[1].length < 2 || strata[0].length + strata[2].length < 2) {
                return Optional.empty();
            }
            SplittableRandom chance = new SplittableRandom(seed);
            double[] differences = IntStream.range(0, ClusterBootstrap.DRAWS).mapToDouble(draw -> difference(Arrays.stream(strata)
                    .flatMapToInt(stratum -> IntStream.range(0, stratum.length).map(i -> stratum[chance.nextInt(stratum.length)]))
                    .toArray())).filter(Double::isFinite).sorted().toArray();
            return Optional.of(ClusterBootstrap.percentiles(differences));
        }
    }
}
