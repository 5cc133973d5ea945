package serlab.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import serlab.experiment.TrainingKey;
import serlab.experiment.TrainingResult;
import serlab.experiment.Validation;
import serlab.sweep.engine.Job;
import serlab.sweep.engine.Outcome;
import serlab.sweep.engine.TrialTraining;
import serlab.sweep.search.Configuration;
import serlab.training.LearningCurve;

class LogbookTest {
    private static final double SECONDS = 10;

    private final Map<Integer, Configuration> points = new TreeMap<>();
    private final Map<String, Outcome> outcomes = new LinkedHashMap<>();
    private final Logbook logbook = new Logbook(points, outcomes);

    private Job start(int number) {
        points.put(number, new Configuration(Map.of("x", number)));
        Job job = new Job(Job.trialId(number), number, Map.of(), List.of(new TrialTraining(0, 1)), null, false, List.of(), Map.of());
        logbook.started(job);
        return job;
    }

    private void end(Job job) {
        TrainingResult training = new TrainingResult(new TrainingKey("", 0, 1), List.of(), new LearningCurve(List.of(), 0, ""),
                List.of(), new Validation(0.5, 1, List.of()), 1, SECONDS, Optional.empty());
        outcomes.put(job.id(), new Outcome(Outcome.State.COMPLETE, 0.5, 1, Map.of(), List.of(training), null, 0));
        logbook.ended(job);
    }

    /** Asked when a job has just ended, and before the next one begins. */
    @ParameterizedTest
    @CsvSource({"1, 150", "2, 75", "4, 37.5"})
    void whatIsLeftIsSharedByAllWorkers(int workers, double seconds) {
        List<Job> jobs = IntStream.range(0, workers).mapToObj(this::start).toList();
        end(jobs.get(0));
        assertEquals(seconds, logbook.status("search", 16, 0).secondsLeft().orElseThrow(), 1e-9);
    }

    @Test
    void theLastOnesLeaveWorkersIdle() {
        List<Job> jobs = IntStream.range(0, 4).mapToObj(this::start).toList();
        jobs.subList(0, 3).forEach(this::end);
        assertEquals(SECONDS, logbook.status("search", 4, 0).secondsLeft().orElseThrow(), 1e-9);
    }

    @Test
    void nothingIsSaidBeforeTheFirstHasEndedNorAfterTheLast() {
        Job job = start(0);
        assertEquals(OptionalDouble.empty(), logbook.status("search", 1, 0).secondsLeft());
        end(job);
        assertEquals(OptionalDouble.empty(), logbook.status("search", 1, 0).secondsLeft());
        assertEquals(30, logbook.status("search", 1, 3).secondsLeft().orElseThrow(), 1e-9);
    }
}
