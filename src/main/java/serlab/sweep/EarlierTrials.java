package serlab.sweep;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import serlab.sweep.engine.Job;
import serlab.sweep.engine.Outcome;
import serlab.sweep.search.Configuration;
import serlab.sweep.search.Observation;
import serlab.sweep.search.RankedScores;

/**
 * What a trial may know of those before it: the points of all, the outcomes of those that are at least the window before it. Reads
 * the sweep's own maps, and keeps what it has read, so that a trial takes as long after thousands of others as after ten.
 */
final class EarlierTrials {
    private final int window;
    private final Map<Integer, Configuration> points;
    private final Map<String, Outcome> outcomes;
    private final Set<Configuration> first = new LinkedHashSet<>();
    private final List<Observation> observed = new ArrayList<>();
    private final RankedScores ranked = new RankedScores();
    private int rankedTrials;

    EarlierTrials(int window, Map<Integer, Configuration> points, Map<String, Outcome> outcomes) {
        this.window = window;
        this.points = points;
        this.outcomes = outcomes;
    }

    /** Points, in order. */
    Set<Configuration> points(int number) {
        while (first.size() < number && points.containsKey(first.size())) {
            if (!first.add(points.get(first.size()))) {
                break;
            }
        }
        return first.size() == number ? first : new LinkedHashSet<>(points.entrySet().stream().filter(entry ->
                entry.getKey() < number).map(Map.Entry::getValue).toList());
    }

    /** Points with their scores. */
    List<Observation> observed(int number) {
        int count = known(number);
        while (observed.size() < count) {
            Outcome outcome = outcome(observed.size());
            observed.add(new Observation(points.get(observed.size()), outcome.progress(), outcome.score()));
        }
        return observed.subList(0, count);
    }

    /** Scores at the rungs. */
    RankedScores ranked(int number) {
        int count = known(number);
        if (count < rankedTrials) {
            return RankedScores.of(IntStream.range(0, count).mapToObj(trial -> outcome(trial).rungs()).toList());
        }
        while (rankedTrials < count) {
            ranked.add(outcome(rankedTrials++).rungs());
        }
        return ranked;
    }

    private int known(int number) {
        return Math.max(0, number - window + 1);
    }

    private Outcome outcome(int trial) {
        return outcomes.get(Job.trialId(trial));
    }
}
