package serlab.part;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import serlab.InvalidInputException;
import serlab.NearestName;
import serlab.Settings;

/**
 * The parts of one kind by name: those of the laboratory, then those that a {@link PartList} on the class path adds.
 *
 * @param <P> what they have in common
 */
public final class Catalog<P extends Configured> implements OptionType<P> {
    private final Class<P> kind;
    private final String word;
    private final List<Class<? extends P>> own;
    private volatile Map<String, Declaration<? extends P>> all;

    /**
     * @param kind what the parts implement
     * @param word what messages call one: {@code model}
     * @param own  the laboratory's records, in the order in which help shows them
     */
    public Catalog(Class<P> kind, String word, List<Class<? extends P>> own) {
        this.kind = kind;
        this.word = word;
        this.own = List.copyOf(own);
    }

    /** The names, in the order in which help shows them. */
    public List<String> names() {
        return List.copyOf(all().keySet());
    }

    /** The names of those that are of a narrower kind. */
    public List<String> names(Class<? extends P> narrower) {
        return all().entrySet().stream().filter(entry -> narrower.isAssignableFrom(entry.getValue().record()))
                .map(Map.Entry::getKey).toList();
    }

    /** What the part of a name declares; empty for an unknown name. */
    public Optional<Declaration<? extends P>> find(String name) {
        return Optional.ofNullable(all().get(name));
    }

    /**
     * What the part of a name declares.
     *
     * @throws InvalidInputException for an unknown name: names the nearest and all
     */
    public Declaration<? extends P> declaration(String name) {
        return find(name).orElseThrow(() -> new InvalidInputException(NearestName.suggest(word, name, names())));
    }

    /**
     * Reads a section with a {@code type} and the options of that part.
     *
     * @throws InvalidInputException if the type or a key is unknown, or a value has the wrong type or range
     */
    public P read(Settings section) {
        if (!section.has("type")) {
            throw new InvalidInputException(section.path("type") + " is missing; known: " + String.join(", ", names()));
        }
        String name = section.text("type");
        Settings whole = declaration(name).described(section, name);
        P part = read(whole, name);
        whole.done();
        return part;
    }

    /** Reads the options of the part of a name; keys that it does not know are left to {@link Settings#done}. */
    public P read(Settings section, String name) {
        return declaration(name).read(section, name);
    }

    /** The part of a name with its defaults. */
    public P standard(String name) {
        return declaration(name).standard(name);
    }

    private Map<String, Declaration<? extends P>> all() {
        Map<String, Declaration<? extends P>> known = all;
        if (known == null) {
            known = new LinkedHashMap<>();
            for (Class<? extends P> record : records()) {
                for (String name : Declaration.of(record).names()) {
                    Declaration<? extends P> before = known.put(name, Declaration.of(record));
                    if (before != null) {
                        throw new InvalidInputException("two parts bear the name " + word + " '" + name + "', the second is "
                                + record.getName() + " of " + place(record) + "; give it another name");
                    }
                }
            }
            all = known;
        }
        return known;
    }

    private List<Class<? extends P>> records() {
        List<Class<? extends P>> records = new ArrayList<>(own);
        try {
            for (PartList list : ServiceLoader.load(PartList.class)) {
                list.parts().stream().filter(kind::isAssignableFrom).forEach(part -> records.add(part.asSubclass(kind)));
            }
        } catch (ServiceConfigurationError e) {
            throw new InvalidInputException("a jar on the class path names parts that cannot be loaded (" + e.getMessage()
                    + "); mend its META-INF/services or take it off", e);
        }
        return records;
    }

    private static String place(Class<?> record) {
        return record.getProtectionDomain().getCodeSource() == null ? "this program"
                : record.getProtectionDomain().getCodeSource().getLocation().getPath();
    }

    /** A part as an option of another: its name, or its section. */
    @Override
    public Optional<P> read(Object raw, String path) {
        if (raw instanceof String name) {
            return Optional.of(read(new Settings(path, Map.of("type", name))));
        }
        return raw instanceof Map ? Optional.of(read(Settings.of(path, raw))) : Optional.empty();
    }

    @Override
    public Object write(P part) {
        return part.settings();
    }

    @Override
    public String expected(Limits limits) {
        String first = names().get(0);
        return "a " + word + " such as " + first + " or {type: " + first + ", …}";
    }
}
