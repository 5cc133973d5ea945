package serlab.sweep.search;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One setting of every searched parameter that applies.
 *
 * @param values by dotted key, in the order of the sweep file
 */
public record Configuration(Map<String, Object> values) {
    private static final double FEW_DIGITS = 1e-3;

    public Configuration {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** As tables show it: each key, without its sections where that is clear, with its value, numbers to three digits. */
    public String shown() {
        return values.entrySet().stream().map(entry -> name(entry.getKey()) + " " + shown(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private String name(String key) {
        String last = last(key);
        return values.keySet().stream().filter(other -> last(other).equals(last)).count() > 1 ? key : last;
    }

    private static String last(String key) {
        return key.substring(key.lastIndexOf('.') + 1);
    }

    /** A value as tables show it; of a section its type, or else all of it. */
    public static String shown(Object value) {
        if (value instanceof Double number) {
            boolean small = number != 0 && Math.abs(number) < FEW_DIGITS;
            return String.format(Locale.ROOT, small ? "%.1e" : "%.3g", number).replaceAll("(\\.\\d*?)0+$", "$1")
                    .replaceAll("\\.$", "");
        }
        if (value instanceof Map<?, ?> section && section.containsKey("type")) {
            String rest = section.entrySet().stream().filter(entry -> !entry.getKey().equals("type"))
                    .map(entry -> entry.getKey() + " " + shown(entry.getValue())).collect(Collectors.joining(", "));
            return section.get("type") + (rest.isEmpty() ? "" : " (" + rest + ")");
        }
        return String.valueOf(value);
    }
}
