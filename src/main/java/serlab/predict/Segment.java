package serlab.predict;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/**
 * What a model hears in a part of a recording. In JSON its keys are {@code start_seconds}, {@code end_seconds}, {@code emotion} and
 * {@code probabilities}.
 *
 * @param startSeconds  where the part begins
 * @param endSeconds    where it ends
 * @param emotion       the most probable class, {@link Prediction#NO_VOICE} or {@link Prediction#SILENCE}
 * @param probabilities of every class, in the model's order, summing to 1; empty without a voice
 */
public record Segment(@JsonProperty("start_seconds") double startSeconds, @JsonProperty("end_seconds") double endSeconds, String emotion, Map<String, Float> probabilities) {
}
