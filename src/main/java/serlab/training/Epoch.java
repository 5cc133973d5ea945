package serlab.training;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one epoch measured.
 *
 * @param number             from 1
 * @param trainingLoss       mean loss of the epoch's batches, as trained (augmented, smoothed labels, dropout)
 * @param trainingUar        UAR of the network on up to 256 training clips, as predicted, in [0, 1]
 * @param validationLoss     mean cross-entropy of the validation clips, in nats
 * @param validationUar      UAR of the validation clips, in [0, 1]
 * @param validationAccuracy share of validation clips that are right
 * @param learningRate       rate of the epoch
 * @param clipsPerSecond     training clips per second of the epoch's training steps
 */
public record Epoch(int number, double trainingLoss, double trainingUar, double validationLoss, double validationUar,
                    double validationAccuracy, double learningRate, double clipsPerSecond) {
    /** An epoch by its {@link #metrics}; what they lack is not a number. */
    public static Epoch of(int number, Map<String, Double> metrics) {
        return new Epoch(number, value(metrics, "train/loss"), value(metrics, "train/uar"), value(metrics, "val/loss"),
                value(metrics, "val/uar"), value(metrics, "val/accuracy"), value(metrics, "train/learning_rate"),
                value(metrics, "system/clips_per_second"));
    }

    private static double value(Map<String, Double> metrics, String name) {
        return metrics.getOrDefault(name, Double.NaN);
    }

    /** The measurements by the names they are tracked under. */
    public Map<String, Double> metrics() {
        Map<String, Double> all = new LinkedHashMap<>();
        all.put("train/loss", trainingLoss);
        all.put("train/uar", trainingUar);
        all.put("val/loss", validationLoss);
        all.put("val/uar", validationUar);
        all.put("val/accuracy", validationAccuracy);
        all.put("train/learning_rate", learningRate);
        all.put("system/clips_per_second", clipsPerSecond);
        return all;
    }
}
