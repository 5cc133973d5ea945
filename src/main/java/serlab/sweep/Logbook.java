package serlab.sweep;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import serlab.sweep.engine.Job;
import serlab.sweep.engine.Message;
import serlab.sweep.engine.Outcome;
import serlab.sweep.search.Configuration;

/** What is under way in a sweep and what has become of the rest. Reads the sweep's own maps, and counts as it goes. */
final class Logbook {
    private final Map<Integer, Configuration> points;
    private final Map<String, Outcome> outcomes;
    private final Map<String, SweepStatus.Running> running = new LinkedHashMap<>();
    private Count search = new Count();
    private Count finalists = new Count();
    private SweepStatus.Best best;
    /** Most jobs that have run side by side. */
    private int mostAtATime;

    /** Of the jobs of a phase that are over. */
    private static final class Count {
        private final Map<Outcome.State, Integer> states = new EnumMap<>(Outcome.State.class);
        private int over;
        private long trainings;
        private double seconds;

        void add(Outcome outcome) {
            states.merge(outcome.state(), 1, Integer::sum);
            over++;
            trainings += outcome.trainings().size();
            seconds += outcome.seconds();
        }

        int of(Outcome.State state) {
            return states.getOrDefault(state, 0);
        }
    }

    Logbook(Map<Integer, Configuration> points, Map<String, Outcome> outcomes) {
        this.points = points;
        this.outcomes = outcomes;
    }

    void started(Job job) {
        running.putIfAbsent(job.id(), new SweepStatus.Running(job.id(), points.get(job.trial()), 0, 0, 0, 0));
        mostAtATime = Math.max(mostAtATime, running.size());
    }

    void heard(Message message) {
        running.computeIfPresent(message.job(), (id, before) -> new SweepStatus.Running(id, before.point(),
                message.training(), message.epoch(), message.epochs(), message.uar()));
    }

    /** Its outcome is known. */
    void ended(Job job) {
        running.remove(job.id());
        count(job.id(), outcomes.get(job.id()));
    }

    /** Counts again all that is known. */
    void recount() {
        search = new Count();
        finalists = new Count();
        best = null;
        outcomes.forEach(this::count);
    }

    private void count(String job, Outcome outcome) {
        if (Job.isFinal(job)) {
            finalists.add(outcome);
            return;
        }
        search.add(outcome);
        int trial = Job.trialOf(job);
        boolean better = best == null || outcome.score() > best.score() || outcome.score() == best.score() && trial < best.trial();
        if (outcome.state() == Outcome.State.COMPLETE && points.containsKey(trial) && better) {
            best = new SweepStatus.Best(trial, points.get(trial), outcome.score());
        }
    }

    boolean isRunning(String job) {
        return running.containsKey(job);
    }

    boolean anyRunning() {
        return !running.isEmpty();
    }

    /**
     * @param phase          {@code search} or {@code finalists}
     * @param total          jobs of the phase
     * @param trainingsAfter trainings that follow after it
     */
    SweepStatus status(String phase, int total, int trainingsAfter) {
        Count count = phase.equals("search") ? search : finalists;
        return new SweepStatus(phase, count.over, total, search.of(Outcome.State.PRUNED) + finalists.of(Outcome.State.PRUNED),
                search.of(Outcome.State.FAILED) + finalists.of(Outcome.State.FAILED), List.copyOf(running.values()),
                Optional.ofNullable(best), left(count, total, trainingsAfter));
    }

    private OptionalDouble left(Count count, int total, int trainingsAfter) {
        int open = Math.max(0, total - count.over);
        if (count.trainings == 0 || mostAtATime == 0 || open + trainingsAfter == 0) {
            return OptionalDouble.empty();
        }
        double rest = open * count.seconds / count.over + trainingsAfter * count.seconds / count.trainings;
        return OptionalDouble.of(rest / Math.min(mostAtATime, open + trainingsAfter));
    }
}
