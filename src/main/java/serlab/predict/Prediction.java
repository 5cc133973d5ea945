package serlab.predict;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import serlab.Percent;
import serlab.evaluation.Answer;
import serlab.model.PredictionSets;

/**
 * What a model hears in a recording.
 *
 * @param emotion         the most probable class, {@link #NOT_SURE}, {@link #NO_VOICE} or {@link #SILENCE}
 * @param probabilities   of every class, in the model's order, summing to 1; of a recording that is longer than any that the
 *                        model was tested on the mean over the windows scored, unless {@link #adjusted}; empty without a voice
 * @param durationSeconds length of the recording
 * @param timeline        the recording from beginning to end, without gap or overlap: silence, and what is nearest to each
 *                        window that was scored
 * @param notes           what must be known to judge the answer, a short sentence each
 * @param possible        the classes that a promise leaves possible, the most probable first; empty where nothing was promised
 */
public record Prediction(String emotion, Map<String, Float> probabilities, double durationSeconds,
                         List<Segment> timeline, List<String> notes, List<String> possible) {
    /** Stands in the place of an emotion that is not probable enough. */
    public static final String NOT_SURE = "not sure";
    /** Stands in the place of an emotion where there is no sound. */
    public static final String SILENCE = "silence";
    /** Stands in the place of an emotion where there is sound and nobody is heard. */
    public static final String NO_VOICE = "no voice found";

    /** Begins the note on a recording unlike all training clips; nothing is promised of it. */
    static final String UNLIKE = "unlike what the model was trained on: ";

    public Prediction {
        probabilities = Collections.unmodifiableMap(new LinkedHashMap<>(probabilities));
        timeline = List.copyOf(timeline);
        notes = List.copyOf(notes);
        possible = List.copyOf(possible);
    }

    /** Nothing was promised. */
    public Prediction(String emotion, Map<String, Float> probabilities, double durationSeconds, List<Segment> timeline,
                      List<String> notes) {
        this(emotion, probabilities, durationSeconds, timeline, notes, List.of());
    }

    /** Without notes. */
    public Prediction(String emotion, Map<String, Float> probabilities, double durationSeconds, List<Segment> timeline) {
        this(emotion, probabilities, durationSeconds, timeline, List.of());
    }

    /** Of a recording in which there is nothing but silence. */
    static Prediction silence(double durationSeconds) {
        return nothing(SILENCE, durationSeconds, "no voice: silence");
    }

    /** Of a recording in which there is something, but nobody is heard. */
    static Prediction noVoice(double durationSeconds) {
        return nothing(NO_VOICE, durationSeconds, "nobody is heard: noise, hum, music or a whisper");
    }

    private static Prediction nothing(String instead, double durationSeconds, String why) {
        return new Prediction(instead, Map.of(), durationSeconds, List.of(new Segment(0, durationSeconds, instead, Map.of())),
                List.of(why));
    }

    /** Which of the notes say that the recording is unlike what the model was trained on; none where it is not. */
    public List<String> unlikeTraining() {
        return notes.stream().filter(note -> note.startsWith(UNLIKE)).toList();
    }

    /** This prediction with more to know about it; what it says already is not said twice. */
    public Prediction noting(List<String> more) {
        List<String> all = Stream.concat(notes.stream(), more.stream()).distinct().toList();
        return new Prediction(emotion, probabilities, durationSeconds, timeline, all, possible);
    }

    /**
     * Predictions for a speaker's recordings, the probabilities adjusted together; the timelines stay as they were.
     *
     * @param recordings each with the same classes; silent ones stay as they are
     * @param adjustment probabilities out of probabilities, {@code float[recordings][classes]}, the classes in the model's order
     */
    public static List<Prediction> adjusted(List<Prediction> recordings, UnaryOperator<float[][]> adjustment) {
        List<Prediction> heard = recordings.stream().filter(one -> !one.probabilities.isEmpty()).toList();
        float[][] adjusted = heard.isEmpty() ? new float[0][] : adjustment.apply(values(heard));
        List<Prediction> all = new ArrayList<>();
        int next = 0;
        for (Prediction one : recordings) {
            all.add(one.probabilities.isEmpty() ? one : one.with(adjusted[next++]));
        }
        return all;
    }

    /** The probabilities of each, {@code float[recordings][classes]}, the classes in the model's order. */
    public static float[][] values(List<Prediction> recordings) {
        return recordings.stream().map(Prediction::values).toArray(float[][]::new);
    }

    /** The emotion with its probability in percent; where there is none, what is not sure: {@code not sure: calm or sad}. */
    public String inWords() {
        Float own = probabilities.get(emotion);
        if (own != null) {
            return emotion + " (" + Percent.ofProbabilityWhole(own) + ")";
        }
        if (possible.size() > 1) {
            return emotion + ": " + (possible.size() == probabilities.size() ? "any emotion" : String.join(", ",
                    possible.subList(0, possible.size() - 1)) + " or " + possible.get(possible.size() - 1));
        }
        return probabilities.entrySet().stream().max(Map.Entry.comparingByValue()).map(highest -> emotion + ": "
                + highest.getKey() + " is the most probable (" + Percent.ofProbabilityWhole(highest.getValue()) + ")").orElse(emotion);
    }

    /** The probabilities in the model's order. */
    float[] values() {
        float[] values = new float[probabilities.size()];
        int c = 0;
        for (float probability : probabilities.values()) {
            values[c++] = probability;
        }
        return values;
    }

    /** The same recording and timeline with other probabilities, in the model's order. */
    Prediction with(float[] values) {
        Map<String, Float> changed = new LinkedHashMap<>();
        probabilities.keySet().forEach(label -> changed.put(label, values[changed.size()]));
        String best = List.copyOf(changed.keySet()).get(Answer.mostProbable(values));
        return new Prediction(best, changed, durationSeconds, timeline, notes);
    }

    /** This prediction, or {@link #NOT_SURE} in place of its emotion if that has a lower probability than {@code least}. */
    public Prediction sureFrom(double least) {
        Float highest = probabilities.get(emotion);
        return highest == null || highest >= least ? this
                : new Prediction(NOT_SURE, probabilities, durationSeconds, timeline, notes, possible);
    }

    /** This prediction, which has an emotion, with the classes that a promise leaves possible; {@link #NOT_SURE} if several. */
    Prediction leaving(PredictionSets promise) {
        List<String> labels = List.copyOf(probabilities.keySet());
        List<String> left = promise.of(values()).stream().map(labels::get)
                .sorted(Comparator.comparing((String label) -> -probabilities.get(label))).toList();
        return new Prediction(left.size() > 1 ? NOT_SURE : left.get(0), probabilities, durationSeconds, timeline, notes, left);
    }
}
