package serlab.augment;

import java.util.List;
import java.util.random.RandomGenerator;
import serlab.InvalidInputException;
import serlab.Settings;

/**
 * Where a random setting is drawn from, evenly.
 *
 * @param low  least value
 * @param high greatest value, at least {@code low}
 */
public record Range(double low, double high) {
    public Range {
        if (!(low <= high)) {
            throw new InvalidInputException("range [" + low + ", " + high + "] ends before it begins");
        }
    }

    /** Reads {@code [low, high]}, or one number that stands for both. */
    static Range read(Settings settings, String key, Range otherwise, double least, double most) {
        Object value = settings.raw(key);
        if (value == null) {
            return otherwise;
        }
        List<?> ends = value instanceof List<?> list ? list : List.of(value, value);
        if (ends.size() == 2 && ends.get(0) instanceof Number low && ends.get(1) instanceof Number high
                && low.doubleValue() >= least && high.doubleValue() <= most
                && low.doubleValue() <= high.doubleValue()) {
            return new Range(low.doubleValue(), high.doubleValue());
        }
        throw new InvalidInputException("augment." + key + " is '" + value + "'; expected a number or [low, high] from "
                + least + " to " + most);
    }

    double draw(RandomGenerator chance) {
        return low + (high - low) * chance.nextDouble();
    }

    List<Double> settings() {
        return List.of(low, high);
    }
}
