package serlab.sweep.search;

import java.util.List;
import java.util.stream.IntStream;
import serlab.InvalidInputException;

/** The values that a parameter may take, laid out on the unit interval. */
public sealed interface Domain permits Domain.Choices, Domain.Range {
    /** The value at a position in [0, 1). */
    Object at(double position);

    /** The position of a value; where several positions share a value, the middle of them. */
    double position(Object value);

    /** Whether this domain can give the value. */
    boolean contains(Object value);

    /** The values of a grid, in order. */
    List<Object> grid();

    /**
     * Named values without an order.
     *
     * @param values at least one, all different: numbers, texts, lists or whole sections
     */
    record Choices(List<Object> values) implements Domain {
        public Choices {
            values = List.copyOf(values);
            if (values.isEmpty() || values.stream().distinct().count() != values.size()) {
                throw new InvalidInputException("choices " + values + " must be at least one and all different");
            }
        }

        @Override
        public Object at(double position) {
            return values.get((int) (position * values.size()));
        }

        @Override
        public double position(Object value) {
            return (values.indexOf(value) + 0.5) / values.size();
        }

        @Override
        public boolean contains(Object value) {
            return values.contains(value);
        }

        @Override
        public List<Object> grid() {
            return values;
        }
    }

    /**
     * Numbers from {@code low} to {@code high}, both included.
     *
     * @param low     above 0 where logarithmic
     * @param log     whether equal ratios, rather than equal differences, lie equally far apart
     * @param integer whether only whole numbers are meant
     * @param steps   number of values in a grid, at least 2
     */
    record Range(double low, double high, boolean log, boolean integer, int steps) implements Domain {
        /** Values in a grid where the file does not say. */
        static final int STEPS = 5;

        public Range {
            if (!(Double.isFinite(low) && Double.isFinite(high) && low < high)) {
                throw new InvalidInputException("range [" + low + ", " + high + "] must ascend");
            }
            if (log && low <= 0) {
                throw new InvalidInputException("logarithmic range [" + low + ", " + high + "] must start above 0");
            }
            if (integer && (low != Math.rint(low) || high != Math.rint(high))) {
                throw new InvalidInputException("integer range [" + low + ", " + high + "] needs whole numbers");
            }
            if (steps < 2) {
                throw new InvalidInputException("steps is " + steps + "; a grid over a range needs at least 2");
            }
        }

        @Override
        public Object at(double position) {
            double value = plain(bottom() + position * (top() - bottom()));
            if (integer) {
                return (int) Math.max(low, Math.min(high, Math.rint(value)));
            }
            return Math.max(low, Math.min(high, value));
        }

        @Override
        public double position(Object value) {
            return (scaled(((Number) value).doubleValue()) - bottom()) / (top() - bottom());
        }

        @Override
        public boolean contains(Object value) {
            return value instanceof Number number && number.doubleValue() >= low && number.doubleValue() <= high
                    && (!integer || number.doubleValue() == Math.rint(number.doubleValue()));
        }

        @Override
        public List<Object> grid() {
            return IntStream.range(0, steps).mapToObj(i -> {
                double value = plain(scaled(low) + (scaled(high) - scaled(low)) * i / (steps - 1));
                return integer ? (Object) (int) Math.rint(value) : (Object) Math.max(low, Math.min(high, value));
            }).distinct().toList();
        }

        /** Whole numbers own the half unit on either side of them. */
        private double bottom() {
            return scaled(integer ? low - 0.5 : low);
        }

        private double top() {
            return scaled(integer ? high + 0.5 : high);
        }

        private double scaled(double value) {
            return log ? Math.log(value) : value;
        }

        private double plain(double scaled) {
            return log ? Math.exp(scaled) : scaled;
        }
    }
}
