package serlab.predict.turns;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import serlab.predict.Prediction;

/**
 * A stretch of a recording in which one speaker feels one emotion, or nobody speaks.
 *
 * @param startSeconds  where it begins
 * @param endSeconds    where it ends
 * @param speaker       who speaks, as in {@link Conversation#speakers()}; empty if nobody does
 * @param emotion       the most probable one, {@link Prediction#SILENCE} or {@link Prediction#NO_VOICE}
 * @param probabilities of every emotion, in the model's order, smoothed over what the speaker says before and behind; empty if nobody
 *                      speaks
 */
public record Turn(double startSeconds, double endSeconds, Optional<String> speaker, String emotion,
                   Map<String, Float> probabilities) {
    /** Differences that come of rounding, in seconds. */
    static final double NO_GAP = 0.0015;

    public Turn {
        probabilities = Collections.unmodifiableMap(new LinkedHashMap<>(probabilities));
    }

    /** One in which nobody speaks; {@code instead} stands in the place of an emotion. */
    static Turn without(double startSeconds, double endSeconds, String instead) {
        return new Turn(startSeconds, endSeconds, Optional.empty(), instead, Map.of());
    }

    /** The same from another beginning to another end. */
    Turn between(double newStartSeconds, double newEndSeconds) {
        return new Turn(newStartSeconds, newEndSeconds, speaker, emotion, probabilities);
    }

    public boolean spoken() {
        return speaker.isPresent();
    }

    /** Probability of its emotion, 0 to 1; empty if nobody speaks. */
    public Optional<Float> confidence() {
        return Optional.ofNullable(probabilities.get(emotion));
    }

    public double seconds() {
        return endSeconds - startSeconds;
    }
}
