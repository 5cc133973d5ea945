package serlab.experiment;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import serlab.InvalidInputException;
import serlab.Settings;
import serlab.training.TrainingSpec;

/**
 * Dotted keys in nested sections of settings. A setting of {@code training} counts in place of the same one in its sections,
 * and the other way round.
 */
public final class DottedKeys {
    private static final String TRAINING = "training";

    private DottedKeys() {
    }

    /** The value at a dotted key, or {@code null}. */
    public static Object get(Map<String, Object> settings, String path) {
        Object at = settings;
        for (String key : path.split("\\.")) {
            at = at instanceof Map<?, ?> section ? section.get(key) : null;
        }
        return at;
    }

    /**
     * A copy with the value at a dotted key replaced.
     *
     * @param refusal what is thrown where the key leads through a value that is no section, given its dotted key and itself
     */
    public static Map<String, Object> with(Map<String, Object> settings, String path, Object value,
                                           BiFunction<String, Object, InvalidInputException> refusal) {
        Map<String, Object> changed = ExperimentFile.copy(settings);
        put(changed, path, value, refusal);
        return changed;
    }

    /** Replaces the value at a dotted key in place, as {@link #with} does in a copy. */
    static void put(Map<String, Object> into, String path, Object value, BiFunction<String, Object, InvalidInputException> refusal) {
        if (inTraining(into, path)) {
            Map<String, Object> over = new LinkedHashMap<>();
            put(over, path.substring(TRAINING.length() + 1), value, refusal);
            into.put(TRAINING, TrainingSpec.laidOver(ExperimentFile.castMap(into.get(TRAINING)), over));
        } else {
            sectionOf(into, path, refusal).put(path.substring(path.lastIndexOf('.') + 1), value);
        }
    }

    /** Whether a dotted key is one of the section {@code training} that settings have. */
    static boolean inTraining(Map<String, Object> settings, String path) {
        return path.startsWith(TRAINING + ".") && settings.get(TRAINING) instanceof Map;
    }

    /** The section that a dotted key stands in; made where there is none. */
    static Map<String, Object> sectionOf(Map<String, Object> settings, String path, BiFunction<String, Object, InvalidInputException> refusal) {
        Map<String, Object> section = settings;
        for (int dot = path.indexOf('.'), from = 0; dot >= 0; from = dot + 1, dot = path.indexOf('.', from)) {
            String leading = path.substring(0, dot);
            Object next = section.computeIfAbsent(path.substring(from, dot), key -> new LinkedHashMap<String, Object>());
            Map<String, Object> inner = Settings.sectionOf(next).orElseThrow(() -> refusal.apply(leading, next));
            section.put(path.substring(from, dot), inner);
            section = inner;
        }
        return section;
    }

    /** A copy without a key of one of its sections. */
    public static Map<String, Object> without(Map<String, Object> settings, String section, String key) {
        Map<String, Object> changed = new LinkedHashMap<>(settings);
        if (settings.get(section) instanceof Map<?, ?> inner) {
            Map<String, Object> less = new LinkedHashMap<>(ExperimentFile.castMap(inner));
            less.remove(key);
            changed.put(section, less);
        }
        return changed;
    }

    /** Values by dotted key, as text. */
    public static Map<String, String> flat(Map<String, Object> settings) {
        Map<String, String> flat = new LinkedHashMap<>();
        flatten("", settings, flat);
        return flat;
    }

    private static void flatten(String prefix, Map<String, Object> settings, Map<String, String> into) {
        settings.forEach((key, value) -> {
            if (value instanceof Map<?, ?> inner && !inner.isEmpty()) {
                flatten(prefix + key + ".", ExperimentFile.castMap(inner), into);
            } else {
                into.put(prefix + key, String.valueOf(value));
            }
        });
    }

    /** Every dotted key of settings, sections included. */
    public static void keys(Map<String, Object> settings, String prefix, Set<String> into) {
        settings.forEach((key, value) -> {
            into.add(prefix + key);
            if (value instanceof Map) {
                keys(ExperimentFile.castMap(value), prefix + key + ".", into);
            }
        });
    }
}
