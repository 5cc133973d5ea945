package serlab.part;

import java.util.Map;

/**
 * The options of a record that are known when the default of a later one is computed.
 *
 * @param values values by component
 */
public record Given(Map<String, Object> values) {
    /**
     * The value of a component.
     *
     * @throws IllegalArgumentException if there is none of that type before
     */
    public <T> T get(String component, Class<T> type) {
        Object value = values.get(component);
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException("no " + type.getSimpleName() + " '" + component + "' stands before; there are "
                    + values.keySet());
        }
        return type.cast(value);
    }

    /** A number. */
    public double number(String component) {
        return get(component, Number.class).doubleValue();
    }
}
