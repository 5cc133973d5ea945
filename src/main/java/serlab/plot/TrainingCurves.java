package serlab.plot;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import serlab.InvalidInputException;
import serlab.training.Epoch;

/**
 * What a training recorded, one value per epoch in every series.
 *
 * @param losses    by series name, such as {@code train} and {@code validation}
 * @param scores    by series name, such as {@code train UAR} and {@code validation UAR}, in 0..1
 * @param bestEpoch the chosen epoch, counted from 1; 0 while none is chosen
 */
public record TrainingCurves(Map<String, double[]> losses, Map<String, double[]> scores, int bestEpoch) {
    public TrainingCurves {
        if (losses.isEmpty() || scores.isEmpty()) {
            throw new InvalidInputException("training curves need at least one loss and one score series, got "
                    + losses.keySet() + " and " + scores.keySet());
        }
        losses = copy(losses);
        scores = copy(scores);
        int epochs = losses.values().iterator().next().length;
        requireLength(losses, epochs);
        requireLength(scores, epochs);
        if (bestEpoch < 0 || bestEpoch > epochs) {
            throw new InvalidInputException("bestEpoch " + bestEpoch + " must lie in 1.." + epochs + ", or be 0 for none");
        }
    }

    /** Loss and UAR, training and validation, of the epochs of a training so far. */
    public static TrainingCurves of(List<Epoch> epochs, int bestEpoch) {
        Map<String, double[]> losses = new LinkedHashMap<>();
        losses.put("training", series(epochs, Epoch::trainingLoss));
        losses.put("validation", series(epochs, Epoch::validationLoss));
        Map<String, double[]> scores = new LinkedHashMap<>();
        scores.put("training UAR", series(epochs, Epoch::trainingUar));
        scores.put("validation UAR", series(epochs, Epoch::validationUar));
        return new TrainingCurves(losses, scores, bestEpoch);
    }

    private static double[] series(List<Epoch> epochs, ToDoubleFunction<Epoch> value) {
        return epochs.stream().mapToDouble(value).toArray();
    }

    private static Map<String, double[]> copy(Map<String, double[]> series) {
        Map<String, double[]> copy = new LinkedHashMap<>();
        series.forEach((name, values) -> copy.put(name, values.clone()));
        return copy;
    }

    private static void requireLength(Map<String, double[]> series, int epochs) {
        series.forEach((name, values) -> {
            if (values.length == 0 || values.length != epochs) {
                throw new InvalidInputException("series '" + name + "' has " + values.length + " epochs, expected "
                        + Math.max(1, epochs) + "; give one value per epoch");
            }
        });
    }
}
