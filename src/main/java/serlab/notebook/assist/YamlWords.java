package serlab.notebook.assist;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import serlab.Settings;
import serlab.augment.Augmentation;
import serlab.corpus.locate.CorpusLocator;
import serlab.corpus.split.SplitProtocol;
import serlab.experiment.Leaks;
import serlab.feature.FeatureSpec;
import serlab.model.InferenceSpec;
import serlab.model.ModelSpec;
import serlab.part.Catalog;
import serlab.part.Configured;
import serlab.part.Declaration;
import serlab.part.DeclaredOption;
import serlab.training.Averaging;
import serlab.training.Sampling;
import serlab.training.Stopping;
import serlab.training.Targets;
import serlab.training.TrainingSpec;
import serlab.training.optimizer.Optimizer;
import serlab.training.optimizer.StepOptions;
import serlab.training.schedule.Reduction;
import serlab.training.schedule.Schedule;

/** Keys and values that an experiment in YAML may have, from what its parts declare. */
final class YamlWords {
    private static final String TYPE = "type";
    private static final String TRAINING = "training";
    private static final String LEAKS = "leaks";
    private static final String NORMALIZE = "normalise";
    private static final List<String> TOP = List.of("name", "corpus", "split", "features", "augment", "model", TRAINING, "testing",
            "seeds", NORMALIZE, LEAKS, "variants", "ensemble");
    private static final Map<String, List<String>> FURTHER = Map.of("corpus", List.of("path", "labels"), "split",
            List.of("protocol", "folds", "testing", "duplicates"), "testing", List.of("windows", "speeds", "temperature"));
    private static final List<Class<? extends Record>> OF_TRAINING = List.of(StepOptions.class, Sampling.class, Targets.class,
            Averaging.class, Stopping.class, Reduction.class);
    private static final List<String> LISTS = List.of("variants", "ensemble");

    private final Map<String, Catalog<?>> sections = new LinkedHashMap<>();

    YamlWords() {
        sections.put("features", FeatureSpec.catalog());
        sections.put("model", ModelSpec.catalog());
        sections.put("augment", Augmentation.catalog());
        sections.put("split", SplitProtocol.catalog());
        sections.put("corpus", CorpusLocator.catalog());
        sections.put(TRAINING + ".optimizer", Optimizer.catalog());
        sections.put(TRAINING + ".schedule", Schedule.catalog());
    }

    /** The names of the parts of a section. */
    List<String> names(String section) {
        return sections.get(section).names();
    }

    /** Whether a key of an experiment holds keys and values. */
    boolean isSection(String key) {
        return sections.containsKey(key) || FURTHER.containsKey(key) || key.equals(TRAINING);
    }

    /** What may stand at a place. */
    List<String> at(YamlAt place) {
        return place.key().isEmpty() ? keys(place) : values(place);
    }

    private List<String> keys(YamlAt place) {
        List<String> path = own(place.path());
        if (path.isEmpty()) {
            return TOP.stream().filter(key -> !place.beside().containsKey(key)).toList();
        }
        List<String> keys = new ArrayList<>();
        if (path.equals(List.of(TRAINING))) {
            keys.addAll(TrainingSpec.standard().settings().keySet());
        } else {
            catalog(path).ifPresent(catalog -> {
                keys.add(TYPE);
                options(catalog, place).forEach(option -> keys.add(option.key()));
            });
            keys.addAll(FURTHER.getOrDefault(String.join(".", path), List.of()));
        }
        return keys.stream().distinct().filter(key -> !place.beside().containsKey(key)).toList();
    }

    private List<String> values(YamlAt place) {
        List<String> path = own(place.path());
        String whole = Stream.concat(path.stream(), Stream.of(place.key())).reduce((a, b) -> a + "." + b).orElseThrow();
        if (whole.equals(LEAKS)) {
            return Stream.of(Leaks.Leak.values()).map(Leaks.Leak::word).toList();
        }
        if (whole.equals(NORMALIZE)) {
            return Stream.of(InferenceSpec.Normalize.values()).map(Settings::word).toList();
        }
        if (whole.equals("split.protocol")) {
            return names("split");
        }
        if (whole.equals("augment")) {
            return names(whole).stream().map(name -> "{type: " + name + "}").toList();
        }
        if (sections.containsKey(whole)) {
            return whole.startsWith(TRAINING) ? names(whole) : names(whole).stream().map(name -> "{type: " + name + "}").toList();
        }
        Optional<Catalog<?>> catalog = catalog(path);
        if (place.key().equals(TYPE) && catalog.isPresent()) {
            return catalog.get().names();
        }
        return option(place).map(YamlWords::words).orElse(List.of());
    }

    private static List<String> words(DeclaredOption option) {
        if (option.type() instanceof Catalog<?> catalog) {
            return catalog.names();
        }
        List<String> words = option.type().words(option.limits());
        return words.isEmpty() && List.of("true", "false").contains(option.standard()) ? List.of("true", "false") : words;
    }

    /** What a key or the type at a place means, in a line; empty for unknown ones. */
    Optional<String> meaning(YamlAt place) {
        String name = place.key().isEmpty() ? place.word() : place.key();
        if (name.equals(TYPE) || place.key().isEmpty() && catalog(own(place.path())).flatMap(all -> all.find(name)).isPresent()) {
            String type = name.equals(TYPE) ? place.beside().getOrDefault(TYPE, place.word()) : name;
            return catalog(own(place.path())).flatMap(all -> sentence(all, type));
        }
        return option(new YamlAt(place.path(), place.beside(), name, "")).map(option -> option.key() + ": " + option.meaning()
                + "; " + option.values() + (option.unit().isEmpty() ? "" : " " + option.unit()) + " (" + option.standard() + ")");
    }

    private static <P extends Configured> Optional<String> sentence(Catalog<P> all, String type) {
        return all.find(type).map(part -> type + ": " + part.sentence(type));
    }

    private Optional<DeclaredOption> option(YamlAt place) {
        List<String> path = own(place.path());
        Stream<DeclaredOption> options = path.equals(List.of(TRAINING))
                ? OF_TRAINING.stream().flatMap(record -> Declaration.of(record).options().stream())
                : catalog(path).stream().flatMap(catalog -> options(catalog, place).stream());
        return options.filter(option -> option.key().equals(place.key())).findFirst();
    }

    private static List<DeclaredOption> options(Catalog<?> catalog, YamlAt place) {
        String type = place.beside().getOrDefault(TYPE, place.beside().getOrDefault("protocol", ""));
        return catalog.find(type).map(part -> part.options(type)).orElse(List.of());
    }

    /** The parts of the section at a path: one of an experiment's, or an option that is a part itself. */
    private Optional<Catalog<?>> catalog(List<String> path) {
        Catalog<?> own = sections.get(String.join(".", path));
        if (own != null || path.size() < 2) {
            return Optional.ofNullable(own);
        }
        String key = path.get(path.size() - 1);
        return catalog(path.subList(0, path.size() - 1)).flatMap(outer -> outer.names().stream()
                .flatMap(name -> outer.find(name).orElseThrow().options(name).stream())
                .filter(option -> option.key().equals(key) && option.type() instanceof Catalog)
                .<Catalog<?>>map(option -> (Catalog<?>) option.type()).findFirst());
    }

    /** A variant has the sections of an experiment. */
    private static List<String> own(List<String> path) {
        return !path.isEmpty() && LISTS.contains(path.get(0)) ? path.subList(1, path.size()) : path;
    }
}
