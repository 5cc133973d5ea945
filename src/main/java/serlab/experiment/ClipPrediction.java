package serlab.experiment;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.util.ArrayList;
import java.util.List;
import serlab.corpus.Clip;
import serlab.evaluation.Confidences;
import serlab.evaluation.ConfusionMatrix;
import serlab.evaluation.TestScores;
import serlab.model.LogOpinionPool;
import serlab.training.Probabilities;

/**
 * What a trained network said of one test clip.
 *
 * @param clip          id of the clip
 * @param speaker       who speaks; empty if unknown
 * @param truth         index of its class
 * @param predicted     index of the most probable class
 * @param rawProbabilities one per class at temperature 1, not calibrated: {@code float[classes]}
 */
public record ClipPrediction(String clip, String speaker, int truth, int predicted,
                             @JsonAlias("probabilities") float[] rawProbabilities) {
    public ClipPrediction {
        rawProbabilities = rawProbabilities.clone();
    }

    @Override
    public float[] rawProbabilities() {
        return rawProbabilities.clone();
    }

    /** What {@code ./ser predict} gives for the clip: the probabilities at a temperature. */
    public float[] calibrated(double temperature) {
        return LogOpinionPool.of(List.of(rawProbabilities), temperature);
    }

    /** As it is scored. */
    public TestScores.Answer answer() {
        return new TestScores.Answer(clip, speaker, truth, predicted);
    }

    public boolean correct() {
        return truth == predicted;
    }

    /** One opinion out of those of several networks on the same clips, in the same order. */
    static List<ClipPrediction> pooled(List<List<ClipPrediction>> networks) {
        List<ClipPrediction> all = new ArrayList<>();
        for (int i = 0; i < networks.get(0).size(); i++) {
            int at = i;
            ClipPrediction first = networks.get(0).get(i);
            all.add(first.with(LogOpinionPool.of(networks.stream().map(one -> one.get(at).rawProbabilities()).toList())));
        }
        return all;
    }

    /** The same clip with another answer. */
    ClipPrediction with(float[] values) {
        int best = 0;
        for (int c = 1; c < values.length; c++) {
            best = values[c] > values[best] ? c : best;
        }
        return new ClipPrediction(clip, speaker, truth, best, values);
    }

    /** What was said of each clip at temperature 1, {@code float[clips][classes]}. */
    public static float[][] rawProbabilities(List<ClipPrediction> predictions) {
        return predictions.stream().map(one -> one.rawProbabilities()).toArray(float[][]::new);
    }

    /** The share of clips whose class was found. */
    public static double accuracy(List<ClipPrediction> predictions) {
        return predictions.stream().filter(ClipPrediction::correct).count() / (double) predictions.size();
    }

    /** Truth against prediction, with the labels' names. */
    static ConfusionMatrix confusion(List<String> labels, List<ClipPrediction> predictions) {
        return ConfusionMatrix.of(labels, predictions.stream().mapToInt(ClipPrediction::truth).toArray(),
                predictions.stream().mapToInt(ClipPrediction::predicted).toArray());
    }

    /** What is needed to fit and judge how sure a network sounds. */
    static Confidences confidences(List<ClipPrediction> predictions) {
        return new Confidences(rawProbabilities(predictions),
                predictions.stream().mapToInt(ClipPrediction::truth).toArray());
    }

    /** One per clip, in the order of the clips. */
    static List<ClipPrediction> of(List<Clip> clips, Probabilities probabilities) {
        int[] predicted = probabilities.predicted();
        List<ClipPrediction> all = new ArrayList<>(clips.size());
        for (int i = 0; i < clips.size(); i++) {
            all.add(new ClipPrediction(clips.get(i).id(), clips.get(i).speaker(), probabilities.classes()[i], predicted[i],
                    probabilities.values()[i]));
        }
        return all;
    }
}
