package serlab.predict.live;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was heard in all.
 *
 * @param seconds       length of the sound that was heard, without what was lost
 * @param updates       answers computed
 * @param voicedShare   share of them in which somebody spoke, 0 to 1
 * @param emotions      of these the share of each emotion, the most frequent first
 * @param leftOut       answers left out because computing took longer than the sound lasted
 * @param lostSeconds   sound that was lost
 * @param processingMs  median time that an answer took to compute, in milliseconds; NaN without answers
 * @param processing95Ms the time that 95 % of them kept to
 */
public record LiveSummary(double seconds, long updates, double voicedShare, Map<String, Double> emotions, long leftOut,
        double lostSeconds,
                          double processingMs, double processing95Ms) {
    public LiveSummary {
        emotions = Collections.unmodifiableMap(new LinkedHashMap<>(emotions));
    }

    /** As fields of JSON. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("seconds", seconds);
        fields.put("updates", updates);
        fields.put("voiced_share", voicedShare);
        fields.put("emotions", emotions);
        fields.put("left_out", leftOut);
        fields.put("lost_seconds", lostSeconds);
        fields.put("processing_ms", Double.isNaN(processingMs) ? null : processingMs);
        fields.put("processing_95_ms", Double.isNaN(processing95Ms) ? null : processing95Ms);
        return fields;
    }
}
