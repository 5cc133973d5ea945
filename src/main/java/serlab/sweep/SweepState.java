package serlab.sweep;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import serlab.experiment.TrainingResult;
import serlab.sweep.engine.Job;
import serlab.sweep.engine.Outcome;
import serlab.sweep.search.Configuration;

/**
 * Everything that a sweep has found.
 *
 * @param spec      what was asked
 * @param points    by trial number
 * @param outcomes  by job
 * @param finalists numbers of the best complete trials, best first
 */
public record SweepState(SweepSpec spec, Map<Integer, Configuration> points, Map<String, Outcome> outcomes,
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

    /** Whether a trial of the search failed. */
    public boolean failed(int number) {
        return trial(number) != null && trial(number).state() == Outcome.State.FAILED;
    }

    /** The repeats of finalists that failed, in order of trial, fold and seed. */
    public List<FailedRepeat> failedRepeats() {
        List<FailedRepeat> failed = new ArrayList<>();
        outcomes.forEach((job, outcome) -> {
            if (Job.isFinal(job) && outcome.state() == Outcome.State.FAILED && finalists.contains(Job.trialOf(job))) {
                failed.add(new FailedRepeat(Job.trialOf(job), Job.unitOf(job), outcome.message()));
            }
        });
        failed.sort(Comparator.comparingInt(FailedRepeat::trial).thenComparing(one -> one.unit().fold())
                .thenComparing(one -> one.unit().seed()));
        return failed;
    }

    /** The tested trainings of a finalist, in order of fold and seed; without those that failed. */
    public List<TrainingResult> tested(int number) {
        List<TrainingResult> trained = new ArrayList<>();
        outcomes.forEach((job, outcome) -> {
            if (job.startsWith("final-" + number + "-") && outcome.state() == Outcome.State.COMPLETE) {
                trained.addAll(outcome.trainings());
            }
        });
        trained.sort(Comparator.comparingInt((TrainingResult training) -> training.key().fold())
                .thenComparing(training -> training.key().seed()));
        return trained;
    }
}
