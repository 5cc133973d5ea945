package serlab.predict.live;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is heard at one moment of live sound. Equal sound gives equal updates, but for {@code processingSeconds}.
 *
 * @param sample            samples heard so far; the sound up to there has a part in it
 * @param timeSeconds       the same in seconds
 * @param levelDb           level of the sound since the update before, in dB of full scale (root mean square), -100 at least
 * @param pitchHz           fundamental frequency of that sound in Hz, median of its frames; NaN where none has one
 * @param voice             whether somebody was heard in the last {@value LiveStream#VOICE_SECONDS} s
 * @param emotion           the most probable emotion, {@code not sure}, {@code no voice found} or {@code silence}
 * @param probabilities     of every emotion, in the model's order, smoothed, summing to 1; empty without a voice
 * @param possible          the emotions that a promise leaves possible in the window at hand, the most probable first; empty
 *                          where nothing was promised
 * @param notes             what must be known to judge it, such as that the sound is unlike what the model was trained on
 * @param processingSeconds time that it took to compute
 */
public record LiveUpdate(long sample, double timeSeconds, double levelDb, double pitchHz, boolean voice, String emotion,
                         Map<String, Float> probabilities, List<String> possible, List<String> notes,
                                 double processingSeconds) {
    public LiveUpdate {
        probabilities = Collections.unmodifiableMap(new LinkedHashMap<>(probabilities));
        possible = List.copyOf(possible);
        notes = List.copyOf(notes);
    }

    /** As fields of JSON; the pitch is null where there is none. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("time_seconds", timeSeconds);
        fields.put("level_db", rounded(levelDb));
        fields.put("pitch_hz", Double.isNaN(pitchHz) ? null : rounded(pitchHz));
        fields.put("voice", voice);
        fields.put("emotion", emotion);
        fields.put("probabilities", probabilities);
        if (!possible.isEmpty()) {
            fields.put("possible", possible);
        }
        fields.put("notes", notes);
        fields.put("processing_ms", rounded(1000 * processingSeconds));
        return fields;
    }

    private static double rounded(double value) {
        return Math.round(10 * value) / 10.0;
    }
}
