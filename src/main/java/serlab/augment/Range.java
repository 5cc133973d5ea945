package serlab.augment;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import serlab.InvalidInputException;
import serlab.part.Limits;
import serlab.part.OptionType;

/**
 * Bounds that a random setting is drawn between, evenly; in files {@code [low, high]}, or one number that stands for both.
 *
 * @param low  least value
 * @param high greatest value, at least {@code low}
 */
@OptionType.By(Range.InFiles.class)
public record Range(double low, double high) {
    public Range {
        if (!(low <= high)) {
            throw new InvalidInputException("range [" + low + ", " + high + "] ends before it begins");
        }
    }

    double draw(RandomGenerator chance) {
        return low + (high - low) * chance.nextDouble();
    }

    @Override
    public String toString() {
        return "[" + low + ", " + high + "]";
    }

    /** How files hold it. */
    static final class InFiles implements OptionType<Range> {
        @Override
        public Optional<Range> read(Object raw, String path) {
            List<?> ends = raw instanceof List<?> list ? list : List.of(raw, raw);
            return ends.size() == 2 && ends.get(0) instanceof Number low && ends.get(1) instanceof Number high
                    && low.doubleValue() <= high.doubleValue()
                    ? Optional.of(new Range(low.doubleValue(), high.doubleValue())) : Optional.empty();
        }

        @Override
        public Object write(Range range) {
            return List.of(range.low, range.high);
        }

        @Override
        public boolean allows(Range range, Limits limits) {
            return limits.allow(range.low) && limits.allow(range.high);
        }

        @Override
        public String expected(Limits limits) {
            return limits.expected("a number or [low, high]");
        }
    }
}
