package serlab.plot;

import java.util.LinkedHashMap;
import java.util.Map;
import serlab.InvalidInputException;

/**
 * What a training recorded, one value per epoch in every series.
 *
 * @param losses    by series name, such as {@code train} and {@code validation}
 * @param scores    by series name, such as {@code train UAR} and {@code validation UAR}, in 0..1
 * @param bestEpoch the chosen epoch, counted from 1
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
        if (bestEpoch < 1 || bestEpoch > epochs) {
            throw new InvalidInputException("bestEpoch " + bestEpoch + " must lie in 1.." + epochs);
        }
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
