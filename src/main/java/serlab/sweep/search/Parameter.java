package serlab.sweep.search;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import serlab.InvalidInputException;
import serlab.NearestName;
import serlab.Settings;
import serlab.experiment.DottedKeys;

/**
 * One searched setting.
 *
 * @param key    dotted key of an experiment file ({@code training.learningRate}, {@code features})
 * @param domain its values
 * @param when   it is searched only where each of these dotted keys has one of the values
 */
public record Parameter(String key, Domain domain, Map<String, List<Object>> when) {
    private static final List<String> KINDS = List.of("choices", "uniform", "logUniform", "integer", "logInteger");

    public Parameter {
        when = new LinkedHashMap<>(when);
    }

    /**
     * Reads {@code {choices: […]}}, {@code {uniform: [low, high]}}, {@code {logUniform: …}}, {@code {integer: …}} or
     * {@code {logInteger: …}}, each with {@code when: {key: value or list}}; ranges with {@code steps} for a grid.
     */
    static Parameter read(String key, Object value) {
        Settings s = Settings.of("search." + key, value);
        List<String> given = KINDS.stream().filter(s::has).toList();
        if (given.size() != 1) {
            String found = value instanceof Map<?, ?> map ? String.join(", ", map.keySet().stream().map(String::valueOf)
                    .toList()) : "'" + value + "'";
            throw new InvalidInputException("search." + key + " has " + found + "; expected exactly one of "
                    + String.join(", ", KINDS));
        }
        String kind = given.get(0);
        Map<String, List<Object>> when = conditions(s.section("when"), s.raw("when"));
        List<?> list = s.list(kind, List.of());
        int steps = kind.equals("choices") ? 0 : s.integer("steps", Domain.Range.STEPS, 2, 1000);
        s.done();
        try {
            Domain domain = kind.equals("choices") ? new Domain.Choices(List.copyOf(list))
                    : range(kind, list, steps);
            return new Parameter(key, domain, when);
        } catch (InvalidInputException e) {
            throw new InvalidInputException("search." + key + ": " + e.getMessage(), e);
        }
    }

    private static Domain range(String kind, List<?> list, int steps) {
        if (list.size() != 2 || !(list.get(0) instanceof Number low) || !(list.get(1) instanceof Number high)) {
            throw new InvalidInputException(kind + " is " + list + "; expected [low, high]");
        }
        boolean integer = Set.of("integer", "logInteger").contains(kind);
        return new Domain.Range(low.doubleValue(), high.doubleValue(), kind.startsWith("log"), integer, steps);
    }

    private static Map<String, List<Object>> conditions(Settings section, Object raw) {
        Map<String, List<Object>> when = new LinkedHashMap<>();
        if (raw instanceof Map<?, ?> map) {
            for (Object key : map.keySet()) {
                Object value = section.raw(key.toString());
                when.put(key.toString(), value instanceof List<?> list ? List.copyOf(list) : List.of(value));
            }
        }
        return when;
    }

    /** Whether the settings so far call for this parameter. */
    boolean applies(Map<String, Object> settings) {
        return when.entrySet().stream().allMatch(entry -> {
            Object value = DottedKeys.get(settings, entry.getKey());
            return value != null && entry.getValue().contains(value);
        });
    }

    /** One line when a condition names a key that no settings have. */
    static InvalidInputException never(Parameter parameter, Set<String> known) {
        for (String key : parameter.when.keySet()) {
            if (!known.contains(key)) {
                return new InvalidInputException("search." + parameter.key + ".when: "
                        + NearestName.suggest("key", key, known));
            }
        }
        return new InvalidInputException("search." + parameter.key + " is never searched: no point has "
                + parameter.when + "; keys that a condition names must come earlier in the file");
    }
}
