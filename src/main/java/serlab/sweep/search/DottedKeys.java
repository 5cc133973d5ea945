package serlab.sweep.search;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import serlab.InvalidInputException;
import serlab.Settings;
import serlab.training.TrainingSpec;

/** Dotted keys in nested sections of settings. */
public final class DottedKeys {
    private static final String TRAINING = "training";

    private DottedKeys() {
    }

    /** The value at a dotted key, or {@code null}. */
    static Object get(Map<String, Object> settings, String path) {
        Object at = settings;
        for (String key : path.split("\\.")) {
            if (!(at instanceof Map<?, ?> section)) {
                return null;
            }
            at = section.get(key);
        }
        return at;
    }

    /**
     * A copy with the value at a dotted key replaced; only the sections on the way are copied. A setting of {@code training}
     * counts in place of the same one in its sections, and the other way round.
     */
    public static Map<String, Object> with(Map<String, Object> settings, String path, Object value) {
        if (path.startsWith(TRAINING + ".") && settings.get(TRAINING) instanceof Map<?, ?> training) {
            Map<String, Object> changed = new LinkedHashMap<>(settings);
            changed.put(TRAINING, TrainingSpec.laidOver(section(training), with(Map.of(), path.substring(TRAINING.length() + 1), value)));
            return changed;
        }
        int dot = path.indexOf('.');
        Map<String, Object> changed = new LinkedHashMap<>(settings);
        if (dot < 0) {
            changed.put(path, value);
            return changed;
        }
        String head = path.substring(0, dot);
        Object inner = settings.get(head);
        Map<String, Object> section = inner == null ? Map.of() : Settings.sectionOf(inner).orElseThrow(() ->
                new InvalidInputException("search." + path + ": " + head + " is not a section of the experiment"));
        changed.put(head, with(section, path.substring(dot + 1), value));
        return changed;
    }

    /** A copy without a key of one of its sections. */
    public static Map<String, Object> without(Map<String, Object> settings, String section, String key) {
        Map<String, Object> changed = new LinkedHashMap<>(settings);
        if (settings.get(section) instanceof Map<?, ?> inner) {
            Map<String, Object> less = new LinkedHashMap<>(section(inner));
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
                flatten(prefix + key + ".", section(inner), into);
            } else {
                into.put(prefix + key, String.valueOf(value));
            }
        });
    }

    /** Every dotted key of settings, sections included. */
    static void keys(Map<String, Object> settings, String prefix, Set<String> into) {
        settings.forEach((key, value) -> {
            into.add(prefix + key);
            if (value instanceof Map) {
                keys(section(value), prefix + key + ".", into);
            }
        });
    }

    @SuppressWarnings("unchecked")
    public static Map<String, Object> section(Object value) {
        return (Map<String, Object>) value;
    }
}
