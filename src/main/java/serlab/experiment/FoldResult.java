package serlab.experiment;

import java.util.List;
import serlab.evaluation.Answer;
import serlab.training.TrainingResult;

/**
 * One training of one fold and seed.
 *
 * @param training   epochs and the chosen one
 * @param parameters number of weights
 * @param seconds    of the training
 * @param test       the test clips; empty where they were not looked at
 */
public record FoldResult(TrainingResult training, long parameters, double seconds, List<Answer> test) {
    public FoldResult {
        test = List.copyOf(test);
    }
}
