package serlab.part;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import serlab.Settings;

/** A component of a record of options: the name of the part, an option, or a record of options. */
sealed interface Slot permits Slot.Name, Slot.One, Slot.Group {
    /** The component's accessor. */
    Method accessor();

    default String component() {
        return accessor().getName();
    }

    default Object value(Object object) {
        return Reflected.call(accessor(), object);
    }

    /** Its options, by the keys that they have in the part. */
    List<DeclaredOption> options();

    Object read(Settings settings, String name, Given before, Map<String, String> standards);

    void write(Object value, Given before, Map<String, String> standards, Map<String, Object> into);

    void check(Object value);

    /** The same with other keys, by component. */
    Slot renamed(Map<String, String> keys);

    /** The slot that a component declares. */
    static Slot of(RecordComponent component) {
        Method accessor = component.getAccessor();
        accessor.setAccessible(true);
        if (component.isAnnotationPresent(PartName.class)) {
            return new Name(accessor);
        }
        Options options = component.getAnnotation(Options.class);
        if (options != null) {
            Map<String, String> keys = new LinkedHashMap<>();
            Arrays.stream(options.rename()).map(pair -> pair.split("=", 2)).forEach(pair -> keys.put(pair[0], pair[1]));
            return new Group(accessor, Declaration.of(component.getType()).renamed(keys));
        }
        Option option = component.getAnnotation(Option.class);
        if (option != null) {
            return new One(accessor, declared(component, option));
        }
        throw new IllegalArgumentException(component.getDeclaringRecord().getName() + "." + component.getName()
                + " declares nothing; expected @Option, @Options or @PartName");
    }

    private static DeclaredOption declared(RecordComponent component, Option option) {
        Class<?> record = component.getDeclaringRecord();
        String key = option.key().isEmpty() ? component.getName() : option.key();
        if (option.like() != void.class) {
            String other = option.likeKey().isEmpty() ? key : option.likeKey();
            DeclaredOption like = Declaration.of(option.like()).options().stream().filter(one -> one.key().equals(other))
                    .findFirst().orElseThrow(() -> new IllegalArgumentException(option.like().getName() + " has no option "
                            + other + ", which " + record.getName() + " names"));
            return new DeclaredOption(component.getName(), key, OptionTypes.of(component), like.limits(),
                    option.unit().isEmpty() ? like.unit() : option.unit(),
                    option.meaning().isEmpty() ? like.meaning() : option.meaning(),
                    option.value().isEmpty() ? like.standard() : option.value(), Optional.empty(), option.quiet() || like.quiet());
        }
        if (option.meaning().isEmpty()) {
            throw new IllegalArgumentException(record.getName() + "." + component.getName() + " does not say its meaning");
        }
        Limits limits = new Limits(option.min(), option.max(), option.above(), option.below(), option.parity(),
                List.of(option.choices()), option.least(), option.most());
        return new DeclaredOption(component.getName(), key, OptionTypes.of(component), limits, option.unit(), option.meaning(),
                option.value(), computed(record, option.computed()), option.quiet());
    }

    private static Optional<Function<Given, Object>> computed(Class<?> record, String name) {
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Method method = Reflected.method(record, name, Given.class);
        return Optional.of(given -> Reflected.call(method, null, given));
    }

    /** Which of its names a part bears. */
    record Name(Method accessor) implements Slot {
        @Override
        public List<DeclaredOption> options() {
            return List.of();
        }

        @Override
        public Object read(Settings settings, String name, Given before, Map<String, String> standards) {
            return name;
        }

        @Override
        public void write(Object value, Given before, Map<String, String> standards, Map<String, Object> into) {
            // stands there as the type
        }

        @Override
        public void check(Object value) {
            Declaration<?> own = Declaration.of(accessor.getDeclaringClass());
            if (!own.names().contains(value)) {
                throw new IllegalArgumentException("no part is named '" + value + "'; known: " + own.names());
            }
        }

        @Override
        public Slot renamed(Map<String, String> keys) {
            return this;
        }
    }

    /** An option. */
    record One(Method accessor, DeclaredOption option) implements Slot {
        @Override
        public List<DeclaredOption> options() {
            return List.of(option);
        }

        @Override
        public Object read(Settings settings, String name, Given before, Map<String, String> standards) {
            return option.with(standards).read(settings, before);
        }

        @Override
        public void write(Object value, Given before, Map<String, String> standards, Map<String, Object> into) {
            if (!option.quiet() || !value.equals(option.with(standards).standard(before))) {
                into.put(option.key(), option.write(value));
            }
        }

        @Override
        public void check(Object value) {
            option.check(value);
        }

        @Override
        public Slot renamed(Map<String, String> keys) {
            return new One(accessor, option.named(keys));
        }
    }

    /** A record of options. */
    record Group(Method accessor, Declaration<?> declaration) implements Slot {
        @Override
        public List<DeclaredOption> options() {
            return declaration.options();
        }

        @Override
        public Object read(Settings settings, String name, Given before, Map<String, String> standards) {
            return declaration.read(settings, name, standards);
        }

        @Override
        public void write(Object value, Given before, Map<String, String> standards, Map<String, Object> into) {
            declaration.write(value, standards, into);
        }

        @Override
        public void check(Object value) {
            if (value == null) {
                throw new IllegalArgumentException(component() + " is null; expected options such as " + declaration.standard());
            }
        }

        @Override
        public Slot renamed(Map<String, String> keys) {
            return new Group(accessor, declaration.renamed(keys));
        }
    }
}
