package serlab.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import serlab.evaluation.Answer;
import serlab.training.LearningCurve;

/**
 * A training's result as JSON holds it, in the journal and in what workers answer: nothing is lost on the way. Answers are at
 * temperature 1; its JSON is that of {@link AnswerFiles#raw}.
 *
 * @param counts   truth against prediction
 * @param heldOut  may be {@code null} in older files
 */
record KeptTraining(LearningCurve training, List<String> labels, long[][] counts,
                    List<Answer> predictions, List<Answer> validation, List<Answer> heldOut, double temperature,
                    long parameters, double seconds) {
    static KeptTraining of(TrainingResult result) {
        return new KeptTraining(result.curve(), result.labels(), result.confusion().counts(), result.answers(),
                result.validation().answers(), result.validation().heldOut(), result.validation().temperature(),
                result.parameters(), result.seconds());
    }

    /** The result, whose model lies in a folder; empty if something is missing. */
    Optional<TrainingResult> result(TrainingKey key, Path model) {
        return predictions == null || validation == null ? Optional.empty() : Optional.of(new TrainingResult(
                key, labels, training, predictions, validated(), parameters, seconds, Optional.of(model)));
    }

    /** Answers to clips that were held out, calibrated. */
    List<Answer> held() {
        return heldOut == null ? List.of() : heldOut.stream().map(answer -> answer.with(answer.calibrated(temperature))).toList();
    }

    /** Where nothing is kept of other clips that were held out, these were the only ones. */
    private Validation validated() {
        Validation own = Validation.of(labels, validation, temperature);
        return heldOut == null ? own : own.with(heldOut);
    }
}
