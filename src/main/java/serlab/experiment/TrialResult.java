package serlab.experiment;

import java.nio.file.Path;
import java.util.List;
import serlab.evaluation.ClassificationReport;
import serlab.evaluation.ConfusionMatrix;
import serlab.training.TrainingResult;

/**
 * One training and its test.
 *
 * @param training    epochs and the chosen one
 * @param confusion   of the test clips, seen once
 * @param predictions one per test clip
 * @param parameters  number of weights
 * @param seconds     from the first epoch to the end of the test
 * @param model       folder of the model bundle
 */
public record TrialResult(TrialKey key, TrainingResult training, ConfusionMatrix confusion,
                          List<ClipPrediction> predictions, long parameters, double seconds, Path model) {
    public TrialResult {
        predictions = List.copyOf(predictions);
    }

    public ClassificationReport report() {
        return ClassificationReport.of(confusion);
    }
}
