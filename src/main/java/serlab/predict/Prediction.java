package serlab.predict;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a model hears in a recording.
 *
 * @param emotion         the most probable class, or {@link #NOT_SURE}
 * @param probabilities   of every class, in the model's order, summing to 1; the mean over the timeline
 * @param durationSeconds length of the recording
 * @param timeline        the windows that were scored, in order: one for a recording that fits the model's window
 */
public record Prediction(String emotion, Map<String, Float> probabilities, double durationSeconds,
                         List<Segment> timeline) {
    /** Stands in the place of an emotion that is not probable enough. */
    public static final String NOT_SURE = "not sure";

    public Prediction {
        probabilities = Collections.unmodifiableMap(new LinkedHashMap<>(probabilities));
        timeline = List.copyOf(timeline);
    }

    /** This prediction, or {@link #NOT_SURE} in place of its emotion if that has a lower probability than {@code least}. */
    public Prediction sureFrom(double least) {
        Float highest = probabilities.get(emotion);
        return highest == null || highest >= least ? this
                : new Prediction(NOT_SURE, probabilities, durationSeconds, timeline);
    }
}
