package serlab.predict;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a model hears in a recording.
 *
 * @param emotion       the most probable class
 * @param probabilities of every class, in the model's order, summing to 1
 */
public record Prediction(String emotion, Map<String, Float> probabilities) {
    public Prediction {
        probabilities = Collections.unmodifiableMap(new LinkedHashMap<>(probabilities));
    }
}
