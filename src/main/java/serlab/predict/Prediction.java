package serlab.predict;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a model hears in a recording.
 *
 * @param emotion         the most probable class
 * @param probabilities   of every class, in the model's order, summing to 1; the mean over the timeline
 * @param durationSeconds length of the recording
 * @param timeline        the windows that were scored, in order: one for a recording that fits the model's window
 */
public record Prediction(String emotion, Map<String, Float> probabilities, double durationSeconds,
                         List<Segment> timeline) {
    public Prediction {
        probabilities = Collections.unmodifiableMap(new LinkedHashMap<>(probabilities));
        timeline = List.copyOf(timeline);
    }
}
