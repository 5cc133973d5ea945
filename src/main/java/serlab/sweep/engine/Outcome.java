package serlab.sweep.engine;

import java.util.List;
import java.util.Map;
import serlab.evaluation.Answer;
import serlab.evaluation.TestScores;
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
public record Outcome(State state, double score, int progress, Map<Integer, Double> rungs, List<Trained> trainings,
                      String message, long peakMemory) {
    /** How a job ended. */
    public enum State { COMPLETE, PRUNED, FAILED }

    /**
     * One training.
     *
     * @param fold          fold number
     * @param seed          its seed
     * @param validationUar of the chosen epoch
     * @param bestEpoch     the chosen epoch, from 1
     * @param epochs        what every epoch measured, by the names metrics are tracked under
     * @param parameters    number of weights
     * @param seconds       it took
     * @param test          test clips; empty where they were left alone
     */
    public record Trained(int fold, long seed, double validationUar, int bestEpoch, List<Map<String, Double>> epochs,
                          long parameters, double seconds, List<Answer> test) {
        /** The test clips as they are scored. */
        public TestScores.Training tested() {
            return new TestScores.Training(fold, String.valueOf(seed), test.stream().toList());
        }
    }

    public static Outcome failed(String message) {
        return new Outcome(State.FAILED, 0, 0, Map.of(), List.of(), message, 0);
    }

    public double seconds() {
        return trainings.stream().mapToDouble(Trained::seconds).sum();
    }
}
