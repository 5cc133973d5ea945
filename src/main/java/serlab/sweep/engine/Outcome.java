package serlab.sweep.engine;

import java.util.List;
import java.util.Map;
import serlab.experiment.TrainingResult;
import serlab.sweep.search.Observation;

/**
 * What became of a job.
 *
 * @param state      how it ended
 * @param score      mean over its trainings of the best validation UAR
 * @param progress   as in {@link Observation}
 * @param rungs      score by rung reached
 * @param trainings  what it trained
 * @param message    why it failed, or {@code null}
 * @param peakMemory most memory that the worker's process has taken so far, in bytes, 0 if unknown
 */
public record Outcome(State state, double score, int progress, Map<Integer, Double> rungs, List<TrainingResult> trainings,
                      String message, long peakMemory) {
    /** How a job ended. */
    public enum State { COMPLETE, PRUNED, FAILED }

    /** The same with the names of the classes, which a store does not hold. */
    public Outcome named(List<String> classes) {
        return new Outcome(state, score, progress, rungs, trainings.stream().map(training -> training.named(classes)).toList(),
                message, peakMemory);
    }

    public static Outcome failed(String message) {
        return new Outcome(State.FAILED, 0, 0, Map.of(), List.of(), message, 0);
    }

    public double seconds() {
        return trainings.stream().mapToDouble(TrainingResult::seconds).sum();
    }
}
