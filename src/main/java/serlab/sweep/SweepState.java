package serlab.sweep;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that a sweep has found.
 *
 * @param spec      what was asked
 * @param points    by trial number
 * @param outcomes  by job
 * @param finalists numbers of the best complete trials, best first
 */
public record SweepState(SweepSpec spec, Map<Integer, Point> points, Map<String, Outcome> outcomes,
                         List<Integer> finalists) {
    public SweepState {
        points = new LinkedHashMap<>(points);
        outcomes = new LinkedHashMap<>(outcomes);
        finalists = List.copyOf(finalists);
    }

    /** The outcome of a trial's search. */
    public Outcome trial(int number) {
        return outcomes.get(Job.trialId(number));
    }

    /** The tested trainings of a finalist, in order of fold and seed; without those that failed. */
    public List<Outcome.Trained> tested(int number) {
        List<Outcome.Trained> trained = new ArrayList<>();
        outcomes.forEach((job, outcome) -> {
            if (job.startsWith("final-" + number + "-") && outcome.state() == Outcome.State.COMPLETE) {
                trained.addAll(outcome.trainings());
            }
        });
        trained.sort(Comparator.comparingInt(Outcome.Trained::fold).thenComparing(Outcome.Trained::seed));
        return trained;
    }
}
