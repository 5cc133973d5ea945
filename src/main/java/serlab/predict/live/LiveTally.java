package serlab.predict.live;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Count of what a stream has said; takes no more memory however long it lasts. */
final class LiveTally {
    private final MillisecondCounts processing = new MillisecondCounts();
    private final Map<String, Long> emotions = new TreeMap<>();
    private long updates;
    private long voiced;
    private long left;

    void add(LiveUpdate update) {
        updates++;
        processing.add(update.processingSeconds());
        if (update.voice()) {
            voiced++;
            emotions.merge(update.emotion(), 1L, Long::sum);
        }
    }

    void left(long hops) {
        left += hops;
    }

    LiveSummary summary(double seconds, double lostSeconds) {
        Map<String, Double> shares = new LinkedHashMap<>();
        emotions.entrySet().stream().sorted(Map.Entry.<String, Long>comparingByValue().reversed()
                .thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> shares.put(entry.getKey(), entry.getValue() / (double) voiced));
        return new LiveSummary(seconds, updates, updates == 0 ? 0 : voiced / (double) updates, shares, left, lostSeconds,
                processing.quantile(0.5), processing.quantile(0.95));
    }
}
