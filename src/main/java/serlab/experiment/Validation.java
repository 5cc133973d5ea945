package serlab.experiment;

import java.util.List;
import serlab.evaluation.Answer;
import serlab.evaluation.ClassificationReport;
import serlab.evaluation.Confidences;
import serlab.evaluation.ConfusionMatrix;

/**
 * What the validation clips say of a trained network.
 *
 * @param uar         UAR on them, in [0, 1]
 * @param temperature by which its answers to other clips are calibrated
 * @param answers     one per validation clip, temperature 1; empty where they were not kept
 */
public record Validation(double uar, double temperature, List<Answer> answers) {
    public Validation {
        answers = List.copyOf(answers);
    }

    /** Of answers at temperature 1, which the temperature is fitted to. */
    static Validation of(List<String> labels, List<Answer> answers) {
        return of(labels, answers, Confidences.of(answers).temperature());
    }

    /** Of answers at temperature 1, with the temperature that was fitted to them. */
    static Validation of(List<String> labels, List<Answer> answers, double temperature) {
        return new Validation(ClassificationReport.of(ConfusionMatrix.of(labels, answers)).uar(), temperature, answers);
    }
}
