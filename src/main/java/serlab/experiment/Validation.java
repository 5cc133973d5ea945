package serlab.experiment;

import java.util.List;
import java.util.Optional;
import serlab.evaluation.Answer;
import serlab.evaluation.ClassificationReport;
import serlab.evaluation.Confidences;
import serlab.evaluation.ConfusionMatrix;
import serlab.model.Calibration;

/**
 * What the validation clips say of a trained network.
 *
 * @param uar         UAR on them, in [0, 1]
 * @param temperature by which its answers to other clips are calibrated
 * @param answers     one per validation clip, temperature 1; empty where they were not kept
 * @param heldOut     answers, temperature 1, to all clips of speakers that whatever gave them had not learned of: those to
 *                    validation clips, of a head also those of its cross-validation; empty where they were not kept
 */
public record Validation(double uar, double temperature, List<Answer> answers, List<Answer> heldOut) {
    private static final int LEAST_SPEAKERS = 2;

    public Validation {
        answers = List.copyOf(answers);
        heldOut = List.copyOf(heldOut);
    }

    /** Of which no other clips were held out. */
    public Validation(double uar, double temperature, List<Answer> answers) {
        this(uar, temperature, answers, answers);
    }

    /** The same with what else was held out. */
    Validation with(List<Answer> held) {
        return new Validation(uar, temperature, answers, held);
    }

    /** What can be said of new speakers; empty unless it is known who speaks, two at least. */
    Optional<Calibration> calibration() {
        List<String> speakers = heldOut.stream().map(Answer::speaker).distinct().toList();
        if (speakers.contains("") || speakers.size() < LEAST_SPEAKERS) {
            return Optional.empty();
        }
        float[] scores = new float[heldOut.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = 1f - heldOut.get(i).calibrated(temperature)[heldOut.get(i).truth()];
        }
        return Optional.of(new Calibration(heldOut.stream().mapToInt(one -> speakers.indexOf(one.speaker())).toArray(),
                Answer.truths(heldOut), scores));
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
