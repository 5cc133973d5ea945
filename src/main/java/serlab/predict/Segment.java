package serlab.predict;

import java.util.Map;

/**
 * What a model hears in a part of a recording.
 *
 * @param startSeconds  where the part begins
 * @param endSeconds    where it ends
 * @param emotion       the most probable class, {@link Prediction#NO_VOICE} or {@link Prediction#SILENCE}
 * @param probabilities of every class, in the model's order, summing to 1; empty without a voice
 */
public record Segment(double startSeconds, double endSeconds, String emotion, Map<String, Float> probabilities) {
}
