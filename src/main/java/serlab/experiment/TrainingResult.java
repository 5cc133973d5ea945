package serlab.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import serlab.evaluation.Answer;
import serlab.evaluation.ClassificationReport;
import serlab.evaluation.ClusteredUar;
import serlab.evaluation.Confidences;
import serlab.evaluation.ConfusionMatrix;
import serlab.evaluation.Interval;
import serlab.evaluation.TestScores;
import serlab.training.LearningCurve;

/**
 * One training and its test, or what an ensemble of trainings says of one fold.
 *
 * @param key        which
 * @param labels     class names, by the index that answers have
 * @param curve      what its epochs measured and which was chosen; no epochs for an ensemble
 * @param answers    one per test clip; empty where the test clips were left alone
 * @param validation what the validation clips say of it
 * @param parameters number of weights
 * @param seconds    how long it took
 * @param model      folder of its bundle; empty where none was saved
 */
public record TrainingResult(TrainingKey key, List<String> labels, LearningCurve curve, List<Answer> answers,
                             Validation validation, long parameters, double seconds, Optional<Path> model) {
    public TrainingResult {
        labels = List.copyOf(labels);
        answers = List.copyOf(answers);
    }

    /** Truth against prediction on the test clips. */
    public ConfusionMatrix confusion() {
        return ConfusionMatrix.of(labels, answers);
    }

    /** The metrics of the test clips. */
    public ClassificationReport report() {
        return ClassificationReport.of(confusion());
    }

    /** The answers as they are scored together with those of other trainings. */
    public TestScores.Training tested() {
        return new TestScores.Training(key.fold(), key.seedName(), answers);
    }

    /** The 95 % interval of its UAR on test clips, over their speakers; see {@link TestScores#clustered}. */
    public Optional<Interval> interval() {
        return new TestScores(labels, List.of(tested())).clustered().map(ClusteredUar::interval);
    }

    /** How sure it was of the test clips, as its answers came or at its temperature. */
    public Confidences confidences(boolean calibrated) {
        Confidences own = Confidences.of(answers);
        return calibrated ? own.tempered(validation.temperature()) : own;
    }

    /** How sure several trainings were of their test clips, each under its own temperature or as their answers came. */
    public static Confidences confidences(List<TrainingResult> trainings, boolean calibrated) {
        return trainings.stream().map(training -> training.confidences(calibrated)).reduce(Confidences::plus).orElseThrow();
    }

    /** The folder of its bundle, which it must have. */
    public Path bundle() {
        return model.orElseThrow(() -> new IllegalStateException(key + " has saved no model"));
    }

    /** The same training with other answers to its test clips, which are calibrated. */
    public TrainingResult answering(List<Answer> others) {
        return new TrainingResult(key, labels, curve, others, new Validation(validation.uar(), 1, validation.answers(), List.of()),
                parameters, seconds, model);
    }

    /** The same with the names of the classes. */
    public TrainingResult named(List<String> classes) {
        return new TrainingResult(key, classes, curve, answers, validation, parameters, seconds, model);
    }
}
