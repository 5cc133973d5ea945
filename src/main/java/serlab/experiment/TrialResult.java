package serlab.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import serlab.evaluation.Answer;
import serlab.evaluation.ClassificationReport;
import serlab.evaluation.ClusteredUar;
import serlab.evaluation.ConfusionMatrix;
import serlab.evaluation.Interval;
import serlab.evaluation.TestScores;
import serlab.training.TrainingResult;

/**
 * One training and its test.
 *
 * @param training    epochs and the chosen one; none for an ensemble
 * @param confusion   of the test clips, seen once
 * @param predictions one per test clip, temperature 1
 * @param validation  one per validation clip, temperature 1
 * @param temperature fitted on the validation clips
 * @param parameters  number of weights
 * @param seconds     from the first epoch to the end of the test
 * @param model       folder of the model bundle
 */
public record TrialResult(TrialKey key, TrainingResult training, ConfusionMatrix confusion,
                          List<Answer> predictions, List<Answer> validation, double temperature,
                          long parameters, double seconds, Path model) {
    public TrialResult {
        predictions = List.copyOf(predictions);
        validation = List.copyOf(validation);
    }

    public ClassificationReport report() {
        return ClassificationReport.of(confusion);
    }

    /** The test clips as they are scored. */
    public TestScores.Training tested() {
        return new TestScores.Training(key.fold(), key.seedName(), predictions.stream().toList());
    }

    /** The 95 % interval of its UAR on test clips, over their speakers; see {@link TestScores#clustered}. */
    public Optional<Interval> interval() {
        return new TestScores(confusion.labels(), List.of(tested())).clustered().map(ClusteredUar::interval);
    }

    /** UAR of the tested network on the validation clips. */
    public double validationUar() {
        return ClassificationReport.of(ConfusionMatrix.of(confusion.labels(), validation)).uar();
    }
}
