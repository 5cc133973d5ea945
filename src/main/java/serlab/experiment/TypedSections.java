package serlab.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import serlab.corpus.split.SplitProtocols;

/**
 * Sections of an experiment file whose keys depend on a type, or of {@code split} on a protocol: another type starts from
 * its own defaults, since what is set for one means nothing to another.
 */
final class TypedSections {
    private static final String TYPE = "type";
    private static final String PROTOCOL = "protocol";
    private static final String SPLIT = "split";
    private static final String CORPUS = "corpus";
    private static final String CROSS_CORPUS = "cross-corpus";
    /** Which folds are asked for means the same under every protocol but that one, whose folds are corpora. */
    private static final Set<String> FOLDS = Set.of("fold", "folds");
    /** Their keys are the same for every type. */
    private static final Set<String> ALIKE = Set.of("sampler", "pruner");

    private TypedSections() {
    }

    /** Whether a dotted key sets the type of a section. */
    static boolean isType(String path) {
        List<String> keys = List.of(path.split("\\."));
        if (keys.size() < 2) {
            return false;
        }
        String section = keys.get(keys.size() - 2);
        String key = keys.get(keys.size() - 1);
        return section.equals(SPLIT) && key.equals(PROTOCOL) || key.equals(TYPE) && !ALIKE.contains(section);
    }

    /**
     * Takes the keys of the old type out of a section.
     *
     * @param name   the section's name
     * @param values its keys and values; changed
     * @param type   the new type
     */
    static void clear(String name, Map<String, Object> values, Object type) {
        switch (name) {
            case CORPUS -> values.keySet().retainAll(CorpusChoice.keys(String.valueOf(type)));
            case SPLIT -> values.keySet().retainAll(CROSS_CORPUS.equals(type) ? Set.of() : FOLDS);
            default -> values.clear();
        }
    }

    /** The type that a section has where none is written; null where one has to be. */
    static Object typeByDefault(String section) {
        return switch (section) {
            case SPLIT -> SplitProtocols.standard().type();
            case CORPUS -> "auto";
            default -> null;
        };
    }

    /** The type that a section says that it has; null if it does not. */
    static Object typeOf(String section, Map<?, ?> values) {
        return section.equals(SPLIT) && values.get(TYPE) == null ? values.get(PROTOCOL) : values.get(TYPE);
    }

    /** Takes what says its type out of a section. */
    static void untype(String section, Map<String, Object> values) {
        values.keySet().removeAll(section.equals(SPLIT) ? Set.of(TYPE, PROTOCOL) : Set.of(TYPE));
    }

    /** What of a section stays below another one that is laid over it. */
    static Map<String, Object> below(String name, Map<String, Object> under, Map<String, Object> over) {
        boolean typed = over.containsKey(TYPE) && under.containsKey(TYPE);
        if (name.equals(SPLIT)) {
            typed = over.containsKey(TYPE) || over.containsKey(PROTOCOL) && under.containsKey(TYPE);
        }
        if (!typed || Objects.equals(typeOf(name, under), typeOf(name, over)) && under.containsKey(TYPE) == over.containsKey(TYPE)) {
            return under;
        }
        Map<String, Object> rest = new LinkedHashMap<>(under);
        clear(name, rest, over.get(TYPE));
        return rest;
    }

    /** The overrides with those again, after each that sets a type, that set other keys of its section before it. */
    static List<String> ordered(List<String> overrides) {
        List<String> all = new ArrayList<>();
        for (String override : overrides) {
            String path = path(override);
            List<String> before = List.copyOf(all);
            all.add(override);
            if (isType(path)) {
                String section = path.substring(0, path.lastIndexOf('.') + 1);
                before.stream().filter(earlier -> path(earlier).startsWith(section) && !path(earlier).equals(path))
                        .forEach(all::add);
            }
        }
        return all;
    }

    private static String path(String override) {
        int equals = override.indexOf('=');
        return equals < 0 ? override : override.substring(0, equals).strip();
    }

    /** Whether a section changes its type. */
    static boolean changes(String section, Object before, Object now) {
        return !Objects.equals(before == null ? typeByDefault(section) : before, now);
    }
}
