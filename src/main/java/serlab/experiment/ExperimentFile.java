package serlab.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import serlab.DocumentLimits;
import serlab.InvalidInputException;
import serlab.IoReason;
import serlab.Mappers;
import serlab.NearestFile;
import serlab.Settings;
import serlab.training.TrainingSpec;

/** The keys and values of an experiment file, before they are read into specs. */
public final class ExperimentFile {
    private static final ObjectMapper YAML = Mappers.of(DocumentLimits.yaml()
            .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL).disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES).build());

    private static final String VARIANTS = "variants";
    private static final String WHEN_SYNTHETIC = "whenSynthetic";
    private static final String BASE = "base";
    private static final String TRAINING = "training";
    static final String ENSEMBLE = "ensemble";
    private static final String EXPERIMENT = "experiment";
    private static final int DEEPEST = 8;

    private final Map<String, Object> values;

    private ExperimentFile(Map<String, Object> values) {
        this.values = values;
    }

    /**
     * Reads a YAML file. It is laid over the file that {@code base} names, if there is that key; of an {@code ensemble}
     * the members, and of a sweep the {@code experiment}, are read in place of their files' names, which are relative to the folder.
     *
     * @throws InvalidInputException if it is missing, not YAML, or not keys and values
     */
    public static ExperimentFile read(Path file) {
        return read(file, 0);
    }

    private static ExperimentFile read(Path file, int depth) {
        if (depth > DEEPEST) {
            throw new InvalidInputException("experiment file '" + file + "' names itself as its " + BASE
                    + ", directly or through others; remove one of the keys");
        }
        if (!Files.isRegularFile(file)) {
            throw new InvalidInputException("experiment file '" + file + "' does not exist; " + NearestFile.question(file)
                    + "expected a YAML file such as experiments/spectrogram-vs-mfcc.yaml");
        }
        try {
            return parse(DocumentLimits.text(file, "experiment file '" + file + "'", DocumentLimits.LARGEST_YAML),
                    file.toString()).resolved(file.toAbsolutePath().getParent(), depth);
        } catch (CharacterCodingException e) {
            throw new InvalidInputException("experiment file '" + file + "' holds no text; expected a YAML file such as "
                    + "experiments/spectrogram-vs-mfcc.yaml", e);
        } catch (IOException e) {
            throw new InvalidInputException("experiment file '" + file + "' cannot be read (" + IoReason.of(e) + ")", e);
        }
    }

    private ExperimentFile resolved(Path folder, int depth) {
        Map<String, Object> own = copy(values);
        Object base = own.remove(BASE);
        Map<String, Object> all = base == null ? own
                : merged(read(folder.resolve(String.valueOf(base)), depth + 1).values, own);
        all.computeIfPresent(ENSEMBLE, (key, value) -> value instanceof List<?> members
                ? members.stream().map(member -> named(member, folder, depth)).toList() : value);
        all.computeIfPresent(EXPERIMENT, (key, value) -> named(value, folder, depth));
        return new ExperimentFile(all);
    }

    private static Object named(Object value, Path folder, int depth) {
        return value instanceof String name ? read(folder.resolve(name), depth + 1).values : value;
    }

    /** A file with these keys and values. */
    public static ExperimentFile of(Map<String, Object> values) {
        return new ExperimentFile(copy(values));
    }

    /** Reads YAML text; {@code name} is what messages call it. */
    public static ExperimentFile parse(String yaml, String name) {
        DocumentLimits.requireSize(yaml.length(), "experiment file '" + name + "'", DocumentLimits.LARGEST_YAML);
        try {
            JsonNode tree = YAML.readTree(yaml);
            if (tree == null || tree.isMissingNode() || tree.isNull()) {
                throw new InvalidInputException("experiment file '" + name + "' is empty; expected lines such as name: mfcc-cnn");
            }
            if (!tree.isObject()) {
                throw new InvalidInputException("experiment file '" + name + "' holds no keys and values; expected "
                        + "lines such as name: mfcc-cnn");
            }
            return new ExperimentFile(YAML.readValue(yaml, new TypeReference<LinkedHashMap<String, Object>>() { }));
        } catch (JsonProcessingException e) {
            String line = e.getLocation() == null ? "" : ":" + e.getLocation().getLineNr();
            throw new InvalidInputException("experiment file " + name + line + " is not valid YAML: "
                    + e.getOriginalMessage().lines().findFirst().orElse("").strip(), e);
        }
    }

    /**
     * A copy with dotted overrides, {@code training.epochs=5}. A variant that has a section of its own gets them there
     * too, so that no setting of the file wins over the command line. One that changes the type of a section, or the protocol
     * of a split, makes it start from the defaults of the new type; the other overrides hold in whatever order they come.
     *
     * @throws InvalidInputException if one has no '=' or leads through something that is not a section
     */
    public ExperimentFile with(List<String> overrides) {
        Map<String, Object> changed = copy(values);
        for (String override : TypedSections.ordered(overrides)) {
            int equals = override.indexOf('=');
            if (equals < 1) {
                throw new InvalidInputException("--set " + override + " has no value; expected key=value, such as training.epochs=5");
            }
            String path = override.substring(0, equals).strip();
            Object value = value(override, override.substring(equals + 1));
            if (!setInVariants(changed, path, value)) {
                put(changed, path, value, Map.of());
            } else if (TypedSections.isType(path)) {
                clearShared(changed, path, value);
            }
        }
        return new ExperimentFile(changed);
    }

    private static Object value(String override, String text) {
        if (text.isBlank()) {
            return null;
        }
        try {
            return YAML.readValue(text, Object.class);
        } catch (JsonProcessingException e) {
            throw new InvalidInputException("--set " + override + " is not valid YAML; expected a number, a text or a list such as [1, 2]", e);
        }
    }

    /** Whether every variant has the section, and so took the value. */
    private static boolean setInVariants(Map<String, Object> file, String path, Object value) {
        if (!(file.get(VARIANTS) instanceof List<?> variants) || path.equals("name")) {
            return false;
        }
        String section = path.split("\\.", -1)[0];
        boolean all = !variants.isEmpty();
        for (Object variant : variants) {
            if (variant instanceof Map<?, ?> map && map.containsKey(section)) {
                put(castMap(map), path, value, file);
            } else {
                all = false;
            }
        }
        return all;
    }

    /** What the top of a file sets for the types of all variants goes with these types. */
    private static void clearShared(Map<String, Object> file, String path, Object type) {
        String name = path.substring(0, path.lastIndexOf('.'));
        if (file.get(name) instanceof Map<?, ?> section && DottedKeys.get(file, path) == null) {
            TypedSections.clear(name, castMap(section), type);
        }
    }

    /** Whether the file, a member of its ensemble or its experiment says what else holds on synthetic voices. */
    public boolean differsWhenSynthetic() {
        Stream<?> inner = values.get(ENSEMBLE) instanceof List<?> members ? members.stream() : Stream.ofNullable(values.get(EXPERIMENT));
        return values.containsKey(WHEN_SYNTHETIC) || inner.anyMatch(one -> one instanceof Map<?, ?> map && map.containsKey(WHEN_SYNTHETIC));
    }

    /**
     * What is to be run on synthetic voices: the section {@code whenSynthetic}, if there is one, laid over the file.
     * They are few and easy, and need less training than recordings.
     */
    public ExperimentFile forCorpus(boolean synthetic) {
        Map<String, Object> changed = copy(values);
        Object over = changed.remove(WHEN_SYNTHETIC);
        if (over != null && !(over instanceof Map)) {
            throw new InvalidInputException(WHEN_SYNTHETIC + " is '" + over + "'; expected keys and values, such as "
                    + "{training: {epochs: 12}}");
        }
        UnaryOperator<Object> inner = value -> value instanceof Map<?, ?> map
                ? new ExperimentFile(castMap(map)).forCorpus(synthetic).values : value;
        changed.computeIfPresent(ENSEMBLE, (key, value) -> value instanceof List<?> members
                ? members.stream().map(inner).toList() : value);
        changed.computeIfPresent(EXPERIMENT, (key, value) -> inner.apply(value));
        return new ExperimentFile(synthetic && over != null ? merged(changed, castMap(over)) : changed);
    }

    /** @param below settings whose types count where the section says none of its own */
    private static void put(Map<String, Object> into, String path, Object value, Map<String, Object> below) {
        List<String> keys = List.of(path.split("\\.", -1));
        if (keys.stream().anyMatch(String::isBlank)) {
            throw new InvalidInputException("--set " + path + " has an empty key; expected keys with dots between them, such as training.epochs");
        }
        BiFunction<String, Object, InvalidInputException> refusal = (leading, found) -> new InvalidInputException("--set " + path + ": "
                + leading + " is '" + found + "', which is no section; set it as a whole, such as --set '" + leading + "={type: …}'");
        Object top = into.get(keys.get(0));
        if (keys.size() > 1 && top != null && !(top instanceof Map)) {
            throw refusal.apply(keys.get(0), top);
        }
        if (TypedSections.isType(path) && !DottedKeys.inTraining(into, path)) {
            String name = keys.get(keys.size() - 2);
            Map<String, Object> section = DottedKeys.sectionOf(into, path, refusal);
            Object before = TypedSections.typeOf(name, section);
            if (TypedSections.changes(name, before == null ? DottedKeys.get(below, path) : before, value)) {
                TypedSections.clear(name, section, value);
            }
            TypedSections.untype(name, section);
        }
        DottedKeys.put(into, path, value, refusal);
    }

    /** Keys and values; a fresh copy. */
    public Map<String, Object> values() {
        return copy(values);
    }

    /**
     * Base settings with those of a variant laid over them; sections are merged, lists and values replaced. A section of
     * another type replaces the one below: what is set for one type means nothing to another.
     */
    static Map<String, Object> merged(Map<String, Object> base, Map<String, Object> over) {
        Map<String, Object> result = copy(base);
        over.forEach((key, value) -> {
            if (key.equals(TRAINING) && value instanceof Map<?, ?> section && result.get(key) instanceof Map<?, ?> under) {
                result.put(key, TrainingSpec.laidOver(castMap(under), castMap(section)));
            } else if (value instanceof Map<?, ?> section && Settings.sectionOf(result.get(key)).isPresent()) {
                Map<String, Object> under = Settings.sectionOf(result.get(key)).orElseThrow();
                result.put(key, merged(TypedSections.below(key, under, castMap(section)), castMap(section)));
            } else {
                result.put(key, value);
            }
        });
        return result;
    }

    /** Keys and values as YAML text. */
    public static String yaml(Map<String, Object> values) {
        try {
            return YAML.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("settings cannot be written as YAML", e);
        }
    }

    /** The keys and values of a section. */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> castMap(Object map) {
        return (Map<String, Object>) map;
    }

    /** A copy, sections and lists in it too. */
    static Map<String, Object> copy(Map<String, Object> map) {
        Map<String, Object> result = new LinkedHashMap<>();
        map.forEach((key, value) -> result.put(key, copyOf(value)));
        return result;
    }

    private static Object copyOf(Object value) {
        if (value instanceof Map<?, ?> section) {
            return copy(castMap(section));
        }
        return value instanceof List<?> list ? new ArrayList<>(list.stream().map(ExperimentFile::copyOf).toList())
                : value;
    }
}
