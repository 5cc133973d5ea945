package serlab.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import serlab.sweep.engine.Job;
import serlab.sweep.engine.Message;
import serlab.sweep.engine.Outcome;
import serlab.sweep.search.Configuration;
import serlab.sweep.search.Observation;

/** What is under way in a sweep and what has become of the rest. Reads the sweep's own maps. */
final class Logbook {
    private final Map<Integer, Configuration> points;
    private final Map<String, Outcome> outcomes;
    private final Map<String, SweepStatus.Running> running = new LinkedHashMap<>();

    Logbook(Map<Integer, Configuration> points, Map<String, Outcome> outcomes) {
        this.points = points;
        this.outcomes = outcomes;
    }

    void started(Job job) {
        running.putIfAbsent(job.id(), new SweepStatus.Running(job.id(), points.get(job.trial()), 0, 0, 0, 0));
    }

    void heard(Message message) {
        running.computeIfPresent(message.job(), (id, before) -> new SweepStatus.Running(id, before.point(),
                message.training(), message.epoch(), message.epochs(), message.uar()));
    }

    void ended(Job job) {
        running.remove(job.id());
    }

    boolean isRunning(String job) {
        return running.containsKey(job);
    }

    boolean anyRunning() {
        return !running.isEmpty();
    }

    /** What a sampler may know of a finished trial. */
    Observation observation(int number) {
        Outcome outcome = outcomes.get(Job.trialId(number));
        return new Observation(points.get(number), outcome.progress(), outcome.score());
    }

    /**
     * @param phase          {@code search} or {@code finalists}
     * @param total          jobs of the phase
     * @param trainingsAfter trainings that follow after it
     */
    SweepStatus status(String phase, int total, int trainingsAfter) {
        boolean search = phase.equals("search");
        List<Outcome> over = new ArrayList<>();
        outcomes.forEach((job, outcome) -> {
            if (job.startsWith("trial-") == search) {
                over.add(outcome);
            }
        });
        return new SweepStatus(phase, over.size(), total, count(Outcome.State.PRUNED), count(Outcome.State.FAILED),
                List.copyOf(running.values()), best(), left(over, total, trainingsAfter));
    }

    private int count(Outcome.State state) {
        return (int) outcomes.values().stream().filter(outcome -> outcome.state() == state).count();
    }

    private Optional<SweepStatus.Best> best() {
        return points.entrySet().stream().filter(entry -> {
            Outcome outcome = outcomes.get(Job.trialId(entry.getKey()));
            return outcome != null && outcome.state() == Outcome.State.COMPLETE;
        }).map(entry -> new SweepStatus.Best(entry.getKey(), entry.getValue(),
                outcomes.get(Job.trialId(entry.getKey())).score()))
                .reduce((a, b) -> b.score() > a.score() ? b : a);
    }

    private OptionalDouble left(List<Outcome> over, int total, int trainingsAfter) {
        double seconds = over.stream().mapToDouble(Outcome::seconds).sum();
        long trainings = over.stream().mapToLong(outcome -> outcome.trainings().size()).sum();
        if (trainings == 0 || running.isEmpty()) {
            return OptionalDouble.empty();
        }
        double rest = Math.max(0, total - over.size()) * seconds / over.size() + trainingsAfter * seconds / trainings;
        return OptionalDouble.of(rest / running.size());
    }
}
