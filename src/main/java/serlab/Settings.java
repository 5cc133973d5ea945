package serlab;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The keys and values of one section of an experiment file, read by name. Every key must be asked for: {@link #done()}
 * refuses the rest by name. Wrong types and values out of range are errors that name the key.
 */
public final class Settings {
    private final String section;
    private final Map<String, ?> values;
    private final Map<String, String> paths;
    private final Set<String> asked = new LinkedHashSet<>();
    private final Map<String, String> called = new HashMap<>();

    /**
     * @param section what messages call it ({@code training}); empty for the top level
     * @param values  keys and values as YAML or JSON gave them
     */
    public Settings(String section, Map<String, ?> values) {
        this(section, values, Map.of());
    }

    /**
     * Keys and values, some of which stand elsewhere in the file.
     *
     * @param paths what messages call these, by their keys here
     */
    public Settings(String section, Map<String, ?> values, Map<String, String> paths) {
        this.section = section;
        this.values = values;
        this.paths = Map.copyOf(paths);
    }

    /** Reads a map that YAML gave; anything else is an error. */
    @SuppressWarnings("unchecked")
    public static Settings of(String section, Object value) {
        if (value == null) {
            return new Settings(section, Map.of());
        }
        if (value instanceof Map<?, ?> map) {
            map.keySet().forEach(key -> {
                if (!(key instanceof String)) {
                    throw new InvalidInputException(section + ": key " + key + " is not text; write it in quotes");
                }
            });
            return new Settings(section, (Map<String, ?>) map);
        }
        throw new InvalidInputException(section + " is '" + value + "'; expected keys and values, such as {type: …}");
    }

    /** The section with other keys and values, made of those that it has. */
    @SuppressWarnings("unchecked") // a section has texts as keys
    public Settings replaced(UnaryOperator<Object> change) {
        Settings other = new Settings(section, (Map<String, ?>) change.apply(values), paths);
        other.asked.addAll(asked);
        return other;
    }

    public boolean has(String key) {
        asked.add(key);
        return values.get(key) != null;
    }

    public Object raw(String key) {
        asked.add(key);
        return values.get(key);
    }

    public Settings section(String key) {
        return of(path(key), raw(key));
    }

    public String text(String key, String otherwise) {
        Object value = raw(key);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Map || value instanceof List) {
            throw wrong(key, value, "a text");
        }
        return value.toString();
    }

    /** A text that must be there. */
    public String text(String key) {
        String value = text(key, null);
        if (value == null) {
            throw new InvalidInputException(path(key) + " is missing");
        }
        return value;
    }

    public int integer(String key, int otherwise, int least, int most) {
        Object value = raw(key);
        if (value == null) {
            return otherwise;
        }
        double number = numberOf(key, value);
        if (number != Math.rint(number) || number < least || number > most) {
            throw wrong(key, value, "a whole number from " + least + " to " + most);
        }
        return (int) number;
    }

    public double number(String key, double otherwise, double least, double most) {
        Object value = raw(key);
        if (value == null) {
            return otherwise;
        }
        double number = numberOf(key, value);
        if (!(number >= least && number <= most)) {
            throw wrong(key, value, "a number from " + least + " to " + most);
        }
        return number;
    }

    /** One of a fixed set of words. */
    public String choice(String key, String otherwise, Set<String> known) {
        String value = text(key, otherwise);
        if (value != null && !known.contains(value)) {
            throw new InvalidInputException(NearestName.suggest(path(key), value, known));
        }
        return value;
    }

    /** One of the constants of an enum, written as {@link #word} writes them. */
    public <E extends Enum<E>> E choice(String key, E otherwise) {
        Object value = raw(key);
        if (value == null) {
            return otherwise;
        }
        return constant(path(key), value, otherwise.getDeclaringClass());
    }

    /** Reads a constant as {@link #word} writes it; {@code path} is what messages call the value. */
    public static <E extends Enum<E>> E constant(String path, Object value, Class<E> type) {
        List<String> known = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            if (word(constant).equals(value)) {
                return constant;
            }
            known.add(word(constant));
        }
        throw new InvalidInputException(path + " is '" + value + "'; expected " + String.join(" or ", known));
    }

    /** A constant as files write it: lower case with dashes. */
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * What a value is as a section: itself, or that of the part that is given by its name alone, {@code mfcc} for
     * {@code {type: mfcc}}; nothing for any other value.
     */
    @SuppressWarnings("unchecked") // keys are checked where a section is read
    public static Optional<Map<String, Object>> sectionOf(Object value) {
        if (value instanceof String name) {
            return Optional.of(new LinkedHashMap<>(Map.of("type", name)));
        }
        return value instanceof Map<?, ?> map ? Optional.of((Map<String, Object>) map) : Optional.empty();
    }

    public List<?> list(String key, List<?> otherwise) {
        Object value = raw(key);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof List<?> list) {
            return list;
        }
        throw wrong(key, value, "a list, such as [1, 2]");
    }

    /** The keys that are there, in their order. */
    public List<String> keys() {
        return List.copyOf(values.keySet());
    }

    /** What others call a key: where it is given and unknown, the key is suggested. */
    public void alsoCalled(String other, String key) {
        called.put(other, key);
    }

    /** Refuses the keys that nobody asked for. */
    public void done() {
        for (String key : values.keySet()) {
            if (!asked.contains(key)) {
                String where = section.isEmpty() ? "key" : section + " key";
                throw new InvalidInputException(NearestName.suggest(where, key, asked, called));
            }
        }
    }

    private double numberOf(String key, Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        try {
            return Double.parseDouble(value.toString());
        } catch (NumberFormatException e) {
            throw wrong(key, value, "a number");
        }
    }

    private InvalidInputException wrong(String key, Object value, String expected) {
        return new InvalidInputException(path(key) + " is '" + value + "'; expected " + expected);
    }

    /** What messages call a key: {@code training.epochs}. */
    public String path(String key) {
        return paths.getOrDefault(key, section.isEmpty() ? key : section + "." + key);
    }
}
