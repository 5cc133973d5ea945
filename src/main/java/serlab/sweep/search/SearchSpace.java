package serlab.sweep.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import serlab.InvalidInputException;
import serlab.experiment.DottedKeys;

/**
 * The settings that a sweep searches, laid over an experiment. Parameters are taken in the order of the file; one with a
 * condition is part of a point only where the settings so far meet it.
 *
 * @param base       the experiment's own settings
 * @param parameters in the order of the file
 */
public record SearchSpace(Map<String, Object> base, List<Parameter> parameters) {
    private static final int PROBES = 256;
    private static final int GRID_LIMIT = 100_000;

    public SearchSpace {
        parameters = List.copyOf(parameters);
    }

    /**
     * Reads the {@code search} section: a key with its domain, or with a list of domains under different conditions.
     *
     * @throws InvalidInputException for an unknown kind of domain, a bad range, a parameter that never applies, or one
     *                               that applies twice
     */
    public static SearchSpace read(Map<String, Object> base, Map<String, Object> search) {
        if (search.isEmpty()) {
            throw new InvalidInputException("search is missing; expected keys with their domains, such as "
                    + "training.learningRate: {logUniform: [1e-4, 1e-2]}");
        }
        List<Parameter> parameters = new ArrayList<>();
        search.forEach((key, value) -> {
            if (value instanceof List<?> alternatives) {
                alternatives.forEach(alternative -> parameters.add(Parameter.read(key, alternative)));
            } else {
                parameters.add(Parameter.read(key, value));
            }
        });
        SearchSpace space = new SearchSpace(base, parameters);
        space.requireEachApplies();
        return space;
    }

    /** The dotted keys, each once. */
    public List<String> keys() {
        return parameters.stream().map(Parameter::key).distinct().toList();
    }

    /**
     * The point that a chooser makes.
     *
     * @param chooser asked for the value of every parameter that applies, in order
     */
    Configuration choose(Function<Parameter, Object> chooser) {
        Map<String, Object> values = new LinkedHashMap<>();
        Map<String, Object> settings = base;
        for (Parameter parameter : parameters) {
            if (!parameter.applies(settings)) {
                continue;
            }
            Object value = chooser.apply(parameter);
            if (values.put(parameter.key(), value) != null) {
                throw new InvalidInputException("search." + parameter.key() + " has two domains that apply at once, with "
                        + values + "; give them conditions that exclude each other");
            }
            settings = laidOver(settings, parameter.key(), value);
        }
        return new Configuration(values);
    }

    /** Settings with another value at a dotted key. */
    public static Map<String, Object> laidOver(Map<String, Object> settings, String key, Object value) {
        return DottedKeys.with(settings, key, value, (leading, found) -> new InvalidInputException("search." + key + ": " + leading
                + " is not a section of the experiment"));
    }

    /** The experiment's settings with a point laid over them. */
    public Map<String, Object> settings(Configuration point) {
        Map<String, Object> settings = base;
        for (Map.Entry<String, Object> entry : point.values().entrySet()) {
            settings = laidOver(settings, entry.getKey(), entry.getValue());
        }
        return settings;
    }

    /** Every combination of the domains' grids, the last parameter changing fastest. */
    public List<Configuration> grid() {
        List<Configuration> points = new ArrayList<>();
        extend(0, base, new LinkedHashMap<>(), points);
        return points;
    }

    private void extend(int index, Map<String, Object> settings, Map<String, Object> values, List<Configuration> into) {
        if (into.size() > GRID_LIMIT) {
            throw new InvalidInputException("the grid has more than " + GRID_LIMIT
                    + " points; give fewer choices or steps, or use sampler random or tpe");
        }
        if (index == parameters.size()) {
            into.add(new Configuration(values));
            return;
        }
        Parameter parameter = parameters.get(index);
        if (!parameter.applies(settings)) {
            extend(index + 1, settings, values, into);
            return;
        }
        for (Object value : parameter.domain().grid()) {
            Map<String, Object> more = new LinkedHashMap<>(values);
            more.put(parameter.key(), value);
            extend(index + 1, laidOver(settings, parameter.key(), value), more, into);
        }
    }

    /** Points spread over the space, the same every time; for checks ahead of a sweep. */
    public List<Configuration> probes() {
        Sampler.Random random = new Sampler.Random(this, 0);
        List<Configuration> points = new ArrayList<>();
        for (int i = 0; i < PROBES; i++) {
            points.add(random.draw(i, 0));
        }
        return points.stream().distinct().toList();
    }

    private void requireEachApplies() {
        Set<String> known = new TreeSet<>();
        List<Parameter> missing = new ArrayList<>(parameters);
        for (Configuration point : probes()) {
            Map<String, Object> settings = settings(point);
            DottedKeys.keys(settings, "", known);
            missing.removeIf(parameter -> parameter.applies(settings) && point.values().containsKey(parameter.key()));
        }
        if (!missing.isEmpty()) {
            throw Parameter.never(missing.get(0), known);
        }
    }
}
