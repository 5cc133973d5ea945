package serlab.part;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import serlab.InvalidInputException;
import serlab.Mappers;
import serlab.NearestName;
import serlab.Settings;

/**
 * One option of a part, as its record declares it.
 *
 * @param component the record component
 * @param key       its key in files
 * @param type      how its values stand there
 * @param limits    which values it takes
 * @param unit      Hz, dB, s…; empty for none
 * @param meaning   what it does
 * @param standard  the default as a file would write it, or in words where it is computed
 * @param computed  gives the default where it depends on options before
 * @param quiet     whether settings leave it out where it has its default
 */
public record DeclaredOption(String component, String key, OptionType<?> type, Limits limits, String unit, String meaning,
                             String standard, Optional<Function<Given, Object>> computed, boolean quiet) {
    private static final String TYPE = "type";
    private static final Pattern WHOLE = Pattern.compile("0|-?[1-9][0-9]{0,8}");
    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]{0,8})\\.[0-9]{1,15}");
    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    /** Which YAML takes for something else than texts. */
    private static final Set<String> OTHER_WORDS = Set.of("null", "yes", "no", "on", "off", "y", "n");

    /** Reads a value of it; the default where there is none. */
    Object read(Settings settings, Given before) {
        Object raw = settings.raw(key);
        return raw == null ? standard(before) : value(typed(raw), settings.path(key));
    }

    /** A section that does not say which part it is of is of the one that is the default. */
    private Object typed(Object raw) {
        if (!(type instanceof Catalog<?> catalog) || !(raw instanceof Map<?, ?> section) || section.get(TYPE) != null
                || catalog.find(standard).isEmpty()) {
            return raw;
        }
        Map<Object, Object> typed = new LinkedHashMap<>(section);
        typed.put(TYPE, standard);
        return typed;
    }

    /** The default. */
    Object standard(Given before) {
        return computed.map(by -> by.apply(before)).orElseGet(() -> value(parsed(standard, key), key));
    }

    /** The value that a text has in a file. */
    static Object parsed(String text, String what) {
        try {
            Object plain = plain(text);
            return plain != null ? plain : Mappers.BOUNDED_YAML.readValue(text, Object.class);
        } catch (JsonProcessingException e) {
            throw new InvalidInputException(what + ": '" + text + "' is not valid YAML", e);
        }
    }

    /** The value of a number or a word, which most defaults are and which needs no parser of YAML; null of anything else. */
    private static Object plain(String text) {
        if (WHOLE.matcher(text).matches()) {
            return Integer.valueOf(text);
        }
        if (DECIMAL.matcher(text).matches()) {
            return Double.valueOf(text);
        }
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        return text.isEmpty() || WORD.matcher(text).matches() && !OTHER_WORDS.contains(text) ? text : null;
    }

    /** Reads what a file holds. */
    Object value(Object raw, String path) {
        Object value = type.read(raw, path).orElseThrow(() -> refused(path, raw));
        return checked(value, path, raw);
    }

    /** Refuses a value outside the limits. */
    void check(Object value) {
        if (value == null) {
            throw new IllegalArgumentException(component + " is null; expected " + type.expected(limits));
        }
        checked(value, component, value instanceof Double number ? Limits.plain(number) : value);
    }

    @SuppressWarnings("unchecked") // the type is that of the component
    private Object checked(Object value, String path, Object shown) {
        if (!((OptionType<Object>) type).allows(value, limits)) {
            throw refused(path, shown);
        }
        return value;
    }

    /** Names the value, or the entry of a list that is none of the words. */
    private InvalidInputException refused(String path, Object raw) {
        List<String> words = type.words(limits);
        Object wrong = !words.isEmpty() && raw instanceof List<?> list ? list.stream()
                .filter(item -> !words.contains(String.valueOf(item))).map(Object.class::cast).findFirst().orElse(raw) : raw;
        String question = words.isEmpty() ? "" : NearestName.nearest(String.valueOf(wrong), words)
                .map(nearest -> "did you mean '" + nearest + "'? ").orElse("");
        return new InvalidInputException(path + (wrong == raw ? " is '" : " holds '") + wrong + "'; " + question + "expected "
                + type.expected(limits));
    }

    /** The value as a file holds it. */
    @SuppressWarnings("unchecked") // the type is that of the component
    Object write(Object value) {
        return ((OptionType<Object>) type).write(value);
    }

    /** Which values it takes, in words for tables: {@code 1 to 128}, {@code start, center or resize}. */
    public String values() {
        List<String> words = type.words(limits);
        return words.isEmpty() ? type.expected(limits) : String.join(", ", words);
    }

    DeclaredOption named(Map<String, String> renamed) {
        return new DeclaredOption(component, renamed.getOrDefault(component, key), type, limits, unit, meaning, standard,
                computed, quiet);
    }

    /** The same with another default. */
    DeclaredOption with(Map<String, String> standards) {
        return standards.containsKey(key) ? new DeclaredOption(component, key, type, limits, unit, meaning, standards.get(key),
                Optional.empty(), quiet) : this;
    }
}
