package serlab.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * How good a classifier was on the items of one group.
 *
 * @param grouping what the groups are by ({@code sex})
 * @param group    which one ({@code female})
 * @param items    number of predictions
 * @param uar      unweighted average recall over the classes that occur in the group
 * @param accuracy share of items that are right
 * @param interval 95 % interval of the UAR by {@link ClusterBootstrap}; empty where the group has one cluster only
 */
public record GroupScore(String grouping, String group, int items, double uar, double accuracy,
                         Optional<Interval> interval) {
    /** First line of {@link #csv}. */
    private static final String HEADER = "grouping,group,items,uar,accuracy,uar_low,uar_high\n";

    /**
     * One score per group, by name.
     *
     * @param group   the group of an answer
     * @param cluster answers of one cluster are not independent of each other: a speaker, as a rule
     * @param labels  number of classes
     * @param seed    seed of the bootstrap
     */
    public static List<GroupScore> of(String grouping, List<Answer> answers, Function<Answer, String> group,
                                      Function<Answer, String> cluster, int labels, long seed) {
        Map<String, List<Answer>> groups = new TreeMap<>();
        answers.forEach(answer -> groups.computeIfAbsent(group.apply(answer), key -> new ArrayList<>()).add(answer));
        List<GroupScore> scores = new ArrayList<>();
        groups.forEach((name, own) -> {
            ClusterBootstrap bootstrap = ClusterBootstrap.of(own, cluster, labels);
            scores.add(new GroupScore(grouping, name, own.size(), bootstrap.uar(), Answer.accuracy(own),
                    bootstrap.interval(seed)));
        });
        return scores;
    }

    /** Rows under a header, shares with six digits; no interval, no ends. */
    public static String csv(List<GroupScore> scores) {
        StringBuilder csv = new StringBuilder(HEADER);
        for (GroupScore score : scores) {
            csv.append(Csv.line(List.of(score.grouping, score.group, String.valueOf(score.items), digits(score.uar),
                    digits(score.accuracy), score.interval.map(i -> digits(i.lower())).orElse(""),
                    score.interval.map(i -> digits(i.upper())).orElse(""))));
        }
        return csv.toString();
    }

    private static String digits(double share) {
        return String.format(Locale.ROOT, "%.6f", share);
    }
}
