package serlab.tracking.outbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/** Limits of names, values and numbers of entries to what MLflow takes in one call. */
final class LogLimits {
    static final int PARAMETERS = 100;
    static final int METRICS = 1000;
    static final int TAGS = 100;
    static final int PARAMETER_LENGTH = 6000;
    static final int TAG_LENGTH = 5000;
    static final int NAME_LENGTH = 250;
    /** Below the 1 MB of a call, at up to three bytes a character. */
    private static final int CHARACTERS = 300_000;

    private LogLimits() {
    }

    /** Maps of at most {@code size} entries with names and values cut to their limits. */
    static List<Map<String, String>> ofTexts(Map<String, String> all, int size, int valueLength) {
        Map<String, String> cut = new TreeMap<>();
        all.forEach((name, value) -> cut.put(name(name), cut(value, valueLength)));
        return split(cut, size, value -> value.length() + NAME_LENGTH);
    }

    /** The finite metrics in maps of at most {@link #METRICS}. */
    static List<Map<String, Double>> ofMetrics(Map<String, Double> all) {
        Map<String, Double> finite = new TreeMap<>();
        all.forEach((name, value) -> {
            if (Double.isFinite(value)) {
                finite.put(name(name), value);
            }
        });
        return split(finite, METRICS, value -> 100);
    }

    /** A tag {@code nonfinite.<metric>} for each metric that is NaN or infinite. */
    static Map<String, String> nonFinite(Map<String, Double> all, long step) {
        Map<String, String> tags = new TreeMap<>();
        all.forEach((name, value) -> {
            if (!Double.isFinite(value)) {
                tags.put("nonfinite." + name, value + " at step " + step);
            }
        });
        return tags;
    }

    /** A name of letters, digits and {@code _ - . space : /}; any other character becomes an underscore. */
    static String name(String name) {
        String plain = name.replaceAll("[^\\p{L}\\p{N}_\\-. :/]", "_");
        return plain.length() <= NAME_LENGTH ? plain : plain.substring(0, NAME_LENGTH);
    }

    private static String cut(String value, int length) {
        return value.length() <= length ? value : value.substring(0, length - 1) + "…";
    }

    private static <V> List<Map<String, V>> split(Map<String, V> all, int size, ToIntFunction<V> weight) {
        List<Map<String, V>> batches = new ArrayList<>();
        Map<String, V> batch = new LinkedHashMap<>();
        int characters = 0;
        for (Map.Entry<String, V> entry : all.entrySet()) {
            int own = weight.applyAsInt(entry.getValue());
            if (batch.size() == size || characters + own > CHARACTERS && !batch.isEmpty()) {
                batches.add(batch);
                batch = new LinkedHashMap<>();
                characters = 0;
            }
            batch.put(entry.getKey(), entry.getValue());
            characters += own;
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }
}
