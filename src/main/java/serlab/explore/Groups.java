package serlab.explore;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import serlab.corpus.Clip;

/** The rows of an exploration, grouped and named for people. */
final class Groups {
    static final String EMOTION = "emotion";
    static final String SPEAKER = "speaker";
    static final String SEX = "sex";
    private static final List<String> FIRST_FIELDS = List.of(Clip.CORPUS, SEX, "intensity", "statement");
    private static final List<String> HIDDEN_FIELDS = List.of("actor");
    private static final Map<String, String> STATEMENTS =
            Map.of("kids", "Kids are…", "dogs", "Dogs are…");
    private static final int MOST_VALUES = 60;

    private final Exploration exploration;

    Groups(Exploration exploration) {
        this.exploration = exploration;
    }

    /** What clips can be counted by: emotion, every field with 2 to {@value #MOST_VALUES} values, and speaker. */
    List<String> keys() {
        List<String> keys = new ArrayList<>(List.of(EMOTION));
        TreeSet<String> fields = new TreeSet<>();
        exploration.rows().forEach(row -> fields.addAll(row.clip().fields().keySet()));
        List<String> ordered = new ArrayList<>(FIRST_FIELDS);
        fields.stream().filter(field -> !ordered.contains(field) && !HIDDEN_FIELDS.contains(field)).forEach(ordered::add);
        ordered.stream().filter(fields::contains).filter(field -> values(field).size() > 1).forEach(keys::add);
        if (values(SPEAKER).size() > 1) {
            keys.add(SPEAKER);
        }
        keys.removeIf(key -> values(key).size() > MOST_VALUES);
        return keys;
    }

    boolean has(String key) {
        return keys().contains(key);
    }

    /** The values of a key that occur: emotions in the corpus's order, others sorted. */
    List<String> values(String key) {
        if (key.equals(EMOTION)) {
            return exploration.corpus().labels().stream().filter(label -> exploration.rows().stream()
                    .anyMatch(row -> row.clip().label().equals(label))).toList();
        }
        TreeSet<String> values = new TreeSet<>();
        exploration.rows().forEach(row -> values.add(value(row.clip(), key)));
        return List.copyOf(values);
    }

    /** A clip's value; empty if it has none. */
    static String value(Clip clip, String key) {
        return switch (key) {
            case EMOTION -> clip.label();
            case SPEAKER -> clip.speaker();
            default -> clip.fields().getOrDefault(key, "");
        };
    }

    /** Clips by value as shown. */
    Map<String, Integer> counts(String key) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        by(key, row -> row).forEach((value, rows) -> counts.put(value, rows.size()));
        return counts;
    }

    /** What a function makes of the rows, by value as shown. */
    <T> Map<String, List<T>> by(String key, Function<Exploration.Row, T> function) {
        Map<String, List<T>> groups = new LinkedHashMap<>();
        values(key).forEach(value -> groups.put(shown(key, value), new ArrayList<>()));
        exploration.rows().forEach(row -> groups.get(shown(key, value(row.clip(), key))).add(function.apply(row)));
        return groups;
    }

    /** The values of a measure by emotion; NaN left out. */
    Map<String, double[]> measure(ToDoubleFunction<Exploration.Row> measure) {
        Map<String, double[]> result = new LinkedHashMap<>();
        by(EMOTION, measure::applyAsDouble).forEach((emotion, values) ->
                result.put(emotion, values.stream().mapToDouble(Double::doubleValue).filter(Double::isFinite).toArray()));
        return result;
    }

    /** As {@link #measure}, one series per sex where it is known; else one series of all clips. */
    Map<String, Map<String, double[]>> measureBySex(ToDoubleFunction<Exploration.Row> measure) {
        if (!has(SEX)) {
            return Map.of("All clips", measure(measure));
        }
        Map<String, Map<String, double[]>> series = new LinkedHashMap<>();
        values(SEX).forEach(sex -> series.put(shown(SEX, sex), measure(row ->
                value(row.clip(), SEX).equals(sex) ? measure.applyAsDouble(row) : Double.NaN)));
        return series;
    }

    /** A value as people read it. */
    static String shown(String key, String value) {
        if (value.isEmpty()) {
            return "Unknown";
        }
        String plain = key.equals("statement") ? STATEMENTS.getOrDefault(value, value) : value;
        return plain.substring(0, 1).toUpperCase(Locale.ROOT) + plain.substring(1).replace('_', ' ');
    }
}
