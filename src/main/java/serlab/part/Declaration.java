package serlab.part;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import serlab.InvalidInputException;
import serlab.Settings;

/**
 * What a record declares of itself by {@link Part}, {@link Option} and {@link Options}: read once by reflection, the source
 * of all that is known of a part.
 *
 * @param <T> the record
 */
public final class Declaration<T> {
    private static final ClassValue<Declaration<?>> ALL = new ClassValue<>() {
        @Override
        protected Declaration<?> computeValue(Class<?> type) {
            return new Declaration<>(type);
        }
    };
    private static final String TYPE = "type";

    private final Class<T> record;
    private final List<Slot> slots;
    private final Constructor<?> constructor;
    private final Map<String, Part> names = new LinkedHashMap<>();
    /** The keys by what others call them. */
    private final Map<String, String> called = new LinkedHashMap<>();

    private Declaration(Class<T> record) {
        this(record, slots(record));
    }

    private Declaration(Class<T> record, List<Slot> slots) {
        this.record = record;
        this.slots = slots;
        this.constructor = Reflected.constructor(record);
        for (Part part : record.getAnnotationsByType(Part.class)) {
            names.put(part.name(), part);
        }
        for (RecordComponent component : record.getRecordComponents()) {
            Option option = component.getAnnotation(Option.class);
            for (String other : option == null ? new String[0] : option.also()) {
                called.put(other, option.key().isEmpty() ? component.getName() : option.key());
            }
        }
    }

    private static List<Slot> slots(Class<?> record) {
        if (!record.isRecord()) {
            throw new IllegalArgumentException(record.getName() + " is no record, and so declares no options");
        }
        return Arrays.stream(record.getRecordComponents()).map(Slot::of).toList();
    }

    /**
     * What a record declares.
     *
     * @throws IllegalArgumentException if it is no record, or a component declares nothing
     */
    @SuppressWarnings("unchecked") // the value of a class is its own declaration
    public static <T> Declaration<T> of(Class<T> record) {
        return (Declaration<T>) ALL.get(record);
    }

    /**
     * Checks the options of an object that is made; called in the record's compact constructor.
     *
     * @param values all components, in order
     * @throws InvalidInputException    if a value is out of range
     * @throws IllegalArgumentException if one is null
     */
    public static void check(Class<? extends Record> record, Object... values) {
        List<Slot> slots = of(record).slots;
        if (values.length != slots.size()) {
            throw new IllegalArgumentException(record.getSimpleName() + " has " + slots.size() + " components; got "
                    + values.length);
        }
        for (int i = 0; i < values.length; i++) {
            slots.get(i).check(values[i]);
        }
    }

    /** The record. */
    public Class<T> record() {
        return record;
    }

    /** The names that it may have in files. */
    public List<String> names() {
        return List.copyOf(names.keySet());
    }

    /** What a part of one of its names is for. */
    public String sentence(String name) {
        return part(name).does();
    }

    private Part part(String name) {
        Part part = names.get(name);
        if (part == null) {
            throw new IllegalArgumentException(record.getSimpleName() + " has no name '" + name + "'; it has " + names.keySet());
        }
        return part;
    }

    /** The options in order, with the keys that they have here. */
    public List<DeclaredOption> options() {
        return slots.stream().flatMap(slot -> slot.options().stream()).toList();
    }

    /** The options with the defaults that they have under one of its names. */
    public List<DeclaredOption> options(String name) {
        Map<String, String> standards = standards(name);
        return options().stream().map(option -> option.with(standards)).toList();
    }

    /** The object with every default. */
    public T standard() {
        return read(new Settings("", Map.of()), names.isEmpty() ? "" : names().get(0));
    }

    /** The object that bears one of its names, with the defaults of that name. */
    public T standard(String name) {
        part(name);
        return read(new Settings("", Map.of()), name);
    }

    /** The settings that are given, with those that the part of a name finds described elsewhere. */
    Settings described(Settings given, String name) {
        String method = part(name).described();
        return method.isEmpty() ? given : given.replaced(values -> Reflected.call(Reflected.method(record, method, Map.class), null,
                values));
    }

    /** Reads a record that has no name of its own, such as a group of options. */
    public T read(Settings settings) {
        return read(settings, "");
    }

    /**
     * Reads an object; what is not given takes its default. Keys that it does not know are left to {@link Settings#done}.
     *
     * @param name which of its names
     * @throws InvalidInputException if a value is of another type or out of range
     */
    public T read(Settings settings, String name) {
        return record.cast(read(settings, name, names.isEmpty() ? Map.of() : standards(name)));
    }

    private Map<String, String> standards(String name) {
        Map<String, String> standards = new LinkedHashMap<>();
        for (String set : part(name).sets()) {
            int colon = set.indexOf(':');
            standards.put(set.substring(0, colon).strip(), set.substring(colon + 1).strip());
        }
        return standards;
    }

    Object read(Settings settings, String name, Map<String, String> standards) {
        Object[] values = new Object[slots.size()];
        Map<String, Object> before = new LinkedHashMap<>();
        Map<String, String> keys = new LinkedHashMap<>();
        slots.stream().flatMap(slot -> slot.options().stream()).forEach(option -> keys.put(option.component(), option.key()));
        called.forEach(settings::alsoCalled);
        try {
            for (int i = 0; i < values.length; i++) {
                values[i] = slots.get(i).read(settings, name, new Given(Collections.unmodifiableMap(before)), standards);
                before.put(slots.get(i).component(), values[i]);
            }
            return Reflected.make(constructor, values);
        } catch (InvalidInputException e) {
            throw located(e, settings, keys);
        }
    }

    /** What a constructor says of a component, said of the key that the file has for it. */
    private static InvalidInputException located(InvalidInputException e, Settings settings, Map<String, String> keys) {
        String message = e.getMessage();
        for (Map.Entry<String, String> entry : keys.entrySet()) {
            if (message.startsWith(entry.getKey() + " ")) {
                return new InvalidInputException(settings.path(entry.getValue()) + message.substring(entry.getKey().length()), e);
            }
        }
        return e;
    }

    /** The name of an object. */
    public String nameOf(Object object) {
        if (names.isEmpty()) {
            throw new IllegalArgumentException(record.getName() + " has no @Part with its name");
        }
        return slots.stream().filter(slot -> slot instanceof Slot.Name).map(slot -> (String) slot.value(object)).findFirst()
                .orElseGet(() -> names().get(0));
    }

    /** Every setting of an object by its key: its name as {@code type}, if it has one, and its options. */
    public Map<String, Object> settings(Object object) {
        Map<String, Object> settings = new LinkedHashMap<>();
        Map<String, String> standards = Map.of();
        if (!names.isEmpty()) {
            settings.put(TYPE, nameOf(object));
            standards = standards(nameOf(object));
        }
        write(object, standards, settings);
        return Collections.unmodifiableMap(settings);
    }

    void write(Object object, Map<String, String> standards, Map<String, Object> into) {
        Map<String, Object> before = new LinkedHashMap<>();
        for (Slot slot : slots) {
            Object value = slot.value(object);
            slot.write(value, new Given(before), standards, into);
            before.put(slot.component(), value);
        }
    }

    /** The same options under other keys, by component. */
    public Declaration<T> renamed(Map<String, String> keys) {
        return new Declaration<>(record, slots.stream().map(slot -> slot.renamed(keys)).toList());
    }
}
