package serlab.training;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import serlab.InvalidInputException;
import serlab.NearestName;
import serlab.Settings;
import serlab.part.Catalog;
import serlab.part.Configured;
import serlab.part.Declaration;
import serlab.part.DeclaredOption;
import serlab.training.optimizer.StepOptions;
import serlab.training.schedule.PlateauSchedule;
import serlab.training.schedule.Reduction;

/**
 * Section of {@code training} with a few options: {@code training: {optimizer: {type: sgd, learningRate: 0.01}}}. Its
 * options may also stand in {@code training} itself, one of them under the section's own name: {@code training: {optimizer: sgd,
 * learningRate: 0.01}} is the same, and the form in which settings are written.
 */
enum TrainingSection {
    /** The rule of the steps. */
    OPTIMIZER("type", true, StepOptions.class),
    /** The learning rate from step to step. */
    SCHEDULE("type", true, PlateauSchedule.class),
    /** What a network is shown. */
    SAMPLING("type", false, Sampling.class),
    /** What it is to answer. */
    TARGETS("", false, Targets.class),
    /** The average of its weights. */
    AVERAGING("decay", false, Averaging.class),
    /** How long it is trained. */
    STOPPING("", false, Stopping.class);

    private static final String TYPE = "type";

    /** The key in the section of what stands under its name; empty if nothing does. */
    private final String first;
    /** Whether it is a part, whose type may have options of its own. */
    private final boolean part;
    private final Set<String> flat = new LinkedHashSet<>();

    TrainingSection(String first, boolean part, Class<? extends Record> options) {
        this.first = first;
        this.part = part;
        Declaration.of(options).options().stream().map(DeclaredOption::key).filter(key -> !key.equals(word()))
                .forEach(flat::add);
    }

    private String word() {
        return Settings.word(this);
    }

    /** Every key that {@code training} may have. */
    static List<String> keys() {
        return Stream.of(values()).flatMap(section -> Stream.concat(Stream.of(section.word()),
                section.flat.stream())).toList();
    }

    /**
     * The settings of {@code training} without sections; a type with options of its own stays with these.
     *
     * @throws InvalidInputException if a setting stands there twice, or a key or a section is none
     */
    static Map<String, Object> flattened(Map<String, ?> training) {
        Map<String, Object> all = new LinkedHashMap<>(training);
        for (TrainingSection section : values()) {
            Object own = training.get(section.word());
            if (own instanceof Map<?, ?> || own != null && section.first.isEmpty()) {
                all.remove(section.word());
                section.flatten(Settings.of("training." + section.word(), own), all);
            }
        }
        return all;
    }

    /** What messages call the settings that stand in sections, by the keys that they have without. */
    static Map<String, String> written(Map<String, ?> training) {
        Map<String, String> paths = new LinkedHashMap<>();
        for (TrainingSection section : values()) {
            if (training.get(section.word()) instanceof Map<?, ?> own) {
                own.keySet().stream().map(String::valueOf).map(key -> Map.entry(section.place(key), key))
                        .filter(key -> !key.getKey().isEmpty()).forEach(key -> paths.put(key.getKey(),
                                "training." + section.word() + "." + key.getValue()));
            }
        }
        return paths;
    }

    /** The key in {@code training} of one of this section; empty if it can only stand here. */
    private String place(String key) {
        return !part && key.equals(first) ? word() : flat.contains(key) ? key : "";
    }

    private void flatten(Settings own, Map<String, Object> all) {
        Set<String> known = known(own.text(TYPE, ""));
        Map<String, Object> rest = new LinkedHashMap<>();
        for (String key : own.keys()) {
            String there = !part && key.equals(first) ? word() : known.contains(key) ? key : "";
            if (there.isEmpty() && part) {
                rest.put(key, own.raw(key));
            } else if (there.isEmpty()) {
                throw new InvalidInputException(NearestName.suggest("training." + word() + " key", key,
                        first.isEmpty() ? known : Stream.concat(Stream.of(first), known.stream()).toList()));
            } else if (all.get(there) != null && own.raw(key) != null) {
                throw new InvalidInputException("training has " + there + " and " + word() + "." + key
                        + "; keep one of them");
            } else {
                all.put(there, own.raw(key));
            }
        }
        if (!rest.isEmpty()) {
            all.put(word(), rest.size() == 1 && rest.get(TYPE) instanceof String type ? type : rest);
        }
    }

    /** Which keys of the section may stand in {@code training} itself: those of a plateau only if it is one. */
    private Set<String> known(String type) {
        if (this != SCHEDULE || type.isEmpty() || type.equals(PlateauSchedule.NAME)) {
            return flat;
        }
        Set<String> known = new LinkedHashSet<>(flat);
        Declaration.of(Reduction.class).options().forEach(option -> known.remove(option.key()));
        return known;
    }

    /**
     * Settings with others laid over them: another type of a part starts from its own options. What stood in a section last
     * does so still.
     */
    static Map<String, Object> laidOver(Map<String, ?> under, Map<String, ?> over) {
        Map<String, String> paths = new LinkedHashMap<>(written(under));
        paths.keySet().removeAll(flattened(over).keySet());
        paths.putAll(written(over));
        Map<String, Object> all = flatLaidOver(under, over);
        for (TrainingSection section : values()) {
            section.gather(paths, all);
        }
        return all;
    }

    /** Puts settings back into the section in which they were written. */
    private void gather(Map<String, String> paths, Map<String, Object> all) {
        Map<String, Object> before = section(word(), all.get(word()));
        Set<String> known = known(String.valueOf(before.getOrDefault(TYPE, "")));
        Map<String, Object> own = new LinkedHashMap<>();
        paths.forEach((key, path) -> {
            if (path.startsWith("training." + word() + ".") && all.containsKey(key) && (known.contains(key) || key.equals(word()))) {
                own.put(path.substring(path.lastIndexOf('.') + 1), all.remove(key));
            }
        });
        if (own.isEmpty()) {
            return;
        }
        if (part) {
            own.putAll(before);
        } else if (all.get(word()) != null) {
            own.put(first, all.get(word()));
        }
        all.put(word(), own);
    }

    private static Map<String, Object> flatLaidOver(Map<String, ?> under, Map<String, ?> over) {
        Map<String, Object> all = flattened(under);
        flattened(over).forEach((key, value) -> {
            Map<String, Object> before = section(key, all.get(key));
            Map<String, Object> now = section(key, value);
            if (before.isEmpty() || now.isEmpty() || now.containsKey(TYPE) && !now.get(TYPE).equals(before.get(TYPE))) {
                all.put(key, value);
            } else {
                before.putAll(now);
                all.put(key, before);
            }
        });
        return all;
    }

    /** A part with its own options; empty for any other setting. */
    private static Map<String, Object> section(String key, Object value) {
        Map<String, Object> section = new LinkedHashMap<>();
        if (Stream.of(values()).anyMatch(one -> one.part && one.word().equals(key))) {
            if (value instanceof Map<?, ?> map) {
                map.forEach((name, option) -> section.put(String.valueOf(name), option));
            } else if (value != null) {
                section.put(TYPE, value);
            }
        }
        return section;
    }

    /**
     * Reads the part of flattened settings, of a type if there is none.
     *
     * @param paths as {@link #written} gives them
     */
    <P extends Configured> P read(Map<String, Object> flattened, Map<String, String> paths, Catalog<P> catalog, String standard) {
        Map<String, Object> own = section(word(), flattened.get(word()));
        boolean alone = !(flattened.get(word()) instanceof Map);
        own.putIfAbsent(TYPE, standard);
        Map<String, String> places = new LinkedHashMap<>(Map.of(TYPE, "training." + word() + (alone ? "" : "." + TYPE)));
        for (String key : known(String.valueOf(own.get(TYPE)))) {
            if (flattened.get(key) != null) {
                own.put(key, flattened.get(key));
                places.put(key, paths.getOrDefault(key, "training." + key));
            }
        }
        return catalog.read(new Settings(alone ? "training" : "training." + word(), own, places));
    }
}
