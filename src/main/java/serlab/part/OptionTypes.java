package serlab.part;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import serlab.Settings;

/** The types of options that every part may have. */
final class OptionTypes {
    private static final Map<Class<?>, OptionType<?>> KNOWN = Map.of(int.class, new Whole<>(Integer.class),
            long.class, new Whole<>(Long.class), Integer.class, new Whole<>(Integer.class), Long.class, new Whole<>(Long.class),
            double.class, new Fractional(), Double.class, new Fractional(), boolean.class, new Flag(), String.class, new Text());

    private OptionTypes() {
    }

    static OptionType<?> of(RecordComponent component) {
        return of(component.getGenericType(), component.getDeclaringRecord().getSimpleName() + "." + component.getName());
    }

    @SuppressWarnings("unchecked") // an enum by its class object
    private static OptionType<?> of(Type type, String where) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return new ListOf<>(of(list.getActualTypeArguments()[0], where));
        }
        if (type instanceof Class<?> plain) {
            OptionType<?> known = KNOWN.get(plain);
            if (known != null) {
                return known;
            }
            if (plain.isEnum()) {
                return new Constant<>(plain.asSubclass(Enum.class));
            }
            if (Configured.class.isAssignableFrom(plain)) {
                return (Catalog<?>) Reflected.call(Reflected.method(plain, "catalog"), null);
            }
            OptionType.By by = plain.getAnnotation(OptionType.By.class);
            if (by != null) {
                return Reflected.instance(by.value());
            }
        }
        throw new IllegalArgumentException(where + " is of type " + type.getTypeName() + ", which no option has; expected a "
                + "number, boolean, text, enum, a list of them, or a class with @OptionType.By");
    }

    private static Optional<Double> number(Object raw) {
        if (raw instanceof Number number) {
            return Optional.of(number.doubleValue());
        }
        try {
            return raw instanceof String text ? Optional.of(Double.parseDouble(text)) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Whole numbers. */
    private record Whole<T extends Number>(Class<T> type) implements OptionType<T> {
        @Override
        public Optional<T> read(Object raw, String path) {
            return raw instanceof Long big && type == Long.class ? Optional.of(type.cast(big))
                    : number(raw).filter(this::fits).map(this::cast);
        }

        private boolean fits(double number) {
            double most = type == Long.class ? 1L << 53 : Integer.MAX_VALUE;
            return number == Math.rint(number) && Math.abs(number) <= most;
        }

        private T cast(double number) {
            return type.cast(type == Long.class ? (Object) (long) number : (Object) (int) number);
        }

        @Override
        public boolean allows(T value, Limits limits) {
            return limits.allow(value.doubleValue());
        }

        @Override
        public String expected(Limits limits) {
            return limits.expected("a whole number");
        }
    }

    /** Numbers. */
    private record Fractional() implements OptionType<Double> {
        @Override
        public Optional<Double> read(Object raw, String path) {
            return number(raw);
        }

        @Override
        public boolean allows(Double value, Limits limits) {
            return limits.allow(value);
        }

        @Override
        public String expected(Limits limits) {
            return limits.expected("a number");
        }
    }

    /** True or false. */
    private record Flag() implements OptionType<Boolean> {
        @Override
        public Optional<Boolean> read(Object raw, String path) {
            String word = String.valueOf(raw);
            return word.equals("true") || word.equals("false") ? Optional.of(word.equals("true")) : Optional.empty();
        }

        @Override
        public List<String> words(Limits limits) {
            return List.of("true", "false");
        }

        @Override
        public String expected(Limits limits) {
            return "true or false";
        }
    }

    /** A text, or one of some words. */
    private record Text() implements OptionType<String> {
        @Override
        public Optional<String> read(Object raw, String path) {
            return raw instanceof List || raw instanceof Map ? Optional.empty() : Optional.of(raw.toString());
        }

        @Override
        public boolean allows(String value, Limits limits) {
            return limits.choices().isEmpty() || limits.choices().contains(value);
        }

        @Override
        public List<String> words(Limits limits) {
            return limits.choices();
        }

        @Override
        public String expected(Limits limits) {
            return limits.choices().isEmpty() ? "a text" : String.join(" or ", limits.choices());
        }
    }

    /** A constant of an enum, in lower case with dashes. */
    private record Constant<E extends Enum<E>>(Class<E> type) implements OptionType<E> {
        @Override
        public Optional<E> read(Object raw, String path) {
            return Arrays.stream(type.getEnumConstants()).filter(one -> Settings.word(one).equals(raw)).findFirst();
        }

        @Override
        public Object write(E value) {
            return Settings.word(value);
        }

        @Override
        public List<String> words(Limits limits) {
            return Arrays.stream(type.getEnumConstants()).map(Settings::word).toList();
        }

        @Override
        public String expected(Limits limits) {
            return String.join(" or ", words(limits));
        }
    }

    /** A list; one entry may stand without brackets. */
    private record ListOf<T>(OptionType<T> entries) implements OptionType<List<T>> {
        @Override
        public Optional<List<T>> read(Object raw, String path) {
            List<?> items = raw instanceof List<?> list ? list : List.of(raw);
            List<T> all = new ArrayList<>();
            for (Object item : items) {
                Optional<T> entry = item == null ? Optional.empty() : entries.read(item, path + "[" + all.size() + "]");
                if (entry.isEmpty()) {
                    return Optional.empty();
                }
                all.add(entry.get());
            }
            return Optional.of(List.copyOf(all));
        }

        @Override
        public Object write(List<T> value) {
            return value.stream().map(entries::write).toList();
        }

        @Override
        public boolean allows(List<T> value, Limits limits) {
            return limits.allowSize(value.size()) && value.stream().allMatch(entry -> entries.allows(entry, limits));
        }

        @Override
        public List<String> words(Limits limits) {
            return entries.words(limits);
        }

        @Override
        public String expected(Limits limits) {
            return "a list, each entry " + entries.expected(limits);
        }
    }
}
