package serlab.experiment;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import serlab.InvalidInputException;
import serlab.corpus.Corpus;

/**
 * Experiments that differ in some settings and share the rest: one corpus, split, folds and seeds for all.
 *
 * @param name     what the comparison is called
 * @param variants at least one, names all different
 * @param ensemble whether the variants are the members of an ensemble, which bears the name
 */
public record ComparisonSpec(String name, List<ExperimentSpec> variants, boolean ensemble) {
    /** Experiments side by side. */
    public ComparisonSpec(String name, List<ExperimentSpec> variants) {
        this(name, variants, false);
    }

    public ComparisonSpec {
        variants = List.copyOf(variants);
        Set<String> names = new HashSet<>();
        ExperimentSpec first = variants.get(0);
        for (ExperimentSpec variant : variants) {
            if (!names.add(OutputFolder.fileName(variant.name()))) {
                throw new InvalidInputException("two variants are named '" + variant.name()
                        + "', or so alike that they would share a folder; give each its own name");
            }
            if (variants.size() > 1 && variant.leaks().any()) {
                throw new InvalidInputException("variant '" + variant.name() + "' has leaks; a file with leaks describes "
                        + "one experiment, so that nothing is compared with it by mistake");
            }
            if (!variant.corpus().equals(first.corpus()) || !variant.protocol().name().equals(first.protocol().name())
                    || !variant.folds().equals(first.folds()) || !variant.seeds().equals(first.seeds())) {
                throw new InvalidInputException("variant '" + variant.name() + "' has another corpus, split or seeds "
                        + "than '" + first.name() + "'; variants are compared on the same clips, so set these at the "
                        + "top of the file");
            }
            if (ensemble && variant.inference().transductive() != first.inference().transductive()) {
                throw new InvalidInputException("ensemble '" + name + "': '" + variant.name() + "' is normalized in another "
                        + "way than '" + first.name() + "'; transductive members and others are not mixed");
            }
        }
        if (ensemble && !names.add(OutputFolder.fileName(name))) {
            throw new InvalidInputException("ensemble '" + name + "' bears the name of a member; give it its own");
        }
        if (ensemble && variants.size() * first.seeds().size() < 2) {
            throw new InvalidInputException("ensemble '" + name + "' has one member and one seed; at least two networks are "
                    + "needed, such as seeds: [1, 2, 3]");
        }
    }

    /**
     * Reads a comparison: the top of the file is laid under each entry of {@code variants}, and over each member of an
     * {@code ensemble}. A file with neither is a comparison of one.
     *
     * @throws InvalidInputException for unknown keys and names, wrong types and values out of range
     */
    public static ComparisonSpec of(ExperimentFile file) {
        return read(file.forCorpus(false));
    }

    private static ComparisonSpec read(ExperimentFile file) {
        Map<String, Object> base = new LinkedHashMap<>(file.values());
        boolean suite = Suite.describes(file);
        if (suite || base.containsKey("search") && base.containsKey("experiment")) {
            throw new InvalidInputException("the file describes a " + (suite ? "suite, which ./ser compare" : "sweep, which ./ser sweep")
                    + " runs; expected an experiment here, such as experiments/starter.yaml");
        }
        if (base.containsKey(ExperimentFile.ENSEMBLE)) {
            return ensemble(base, entries(ExperimentFile.ENSEMBLE, base.remove(ExperimentFile.ENSEMBLE)));
        }
        Object variants = base.remove("variants");
        if (variants == null) {
            ExperimentSpec only = ExperimentSpec.of(base);
            return new ComparisonSpec(only.name(), List.of(only));
        }
        String name = String.valueOf(base.getOrDefault("name", "comparison"));
        return new ComparisonSpec(name, entries("variants", variants).stream()
                .map(variant -> ExperimentSpec.of(ExperimentFile.merged(base, variant))).toList());
    }

    private static List<Map<String, Object>> entries(String key, Object value) {
        if (!(value instanceof List<?> list) || list.isEmpty()) {
            throw new InvalidInputException(key + " is '" + value + "'; expected a list of at least one entry with "
                    + "a name");
        }
        List<Map<String, Object>> entries = new ArrayList<>();
        for (Object entry : list) {
            if (!(entry instanceof Map<?, ?> map) || map.get("name") == null) {
                throw new InvalidInputException("a " + (key.equals(ExperimentFile.ENSEMBLE) ? "member" : "variant") + " is '"
                        + entry + "'; expected keys and values with a name");
            }
            entries.add(ExperimentFile.castMap(map));
        }
        return entries;
    }

    private static ComparisonSpec ensemble(Map<String, Object> top, List<Map<String, Object>> members) {
        Object name = top.remove("name");
        if (name == null) {
            throw new InvalidInputException("name is missing; expected what the ensemble is called");
        }
        return new ComparisonSpec(name.toString(), members.stream()
                .map(member -> ExperimentSpec.of(ExperimentFile.merged(member, top))).toList(), true);
    }

    /** The same with every variant {@linkplain ExperimentSpec#fitted fitted} to a corpus. */
    public ComparisonSpec fitted(Corpus corpus) {
        return new ComparisonSpec(name, variants.stream().map(variant -> variant.fitted(corpus)).toList(), ensemble);
    }

    /** The same on another corpus, or another choice of its labels. */
    public ComparisonSpec on(CorpusChoice corpus) {
        return new ComparisonSpec(name, variants.stream().map(variant -> variant.on(corpus)).toList(), ensemble);
    }

    /** Every setting of every variant, defaults included. */
    public Map<String, Object> settings() {
        if (!ensemble && variants.size() == 1 && variants.get(0).name().equals(name)) {
            return variants.get(0).settings();
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("name", name);
        Map<String, Object> first = variants.get(0).settings();
        for (String shared : List.of("corpus", "split", "seeds")) {
            all.put(shared, first.get(shared));
        }
        all.put(ensemble ? ExperimentFile.ENSEMBLE : "variants", variants.stream().map(variant -> {
            Map<String, Object> own = variant.settings();
            List.of("corpus", "split", "seeds").forEach(own::remove);
            return own;
        }).toList());
        return all;
    }

    /** {@link #settings} without seeds and folds: what each training depends on besides its own fold and seed. */
    Map<String, Object> settingsOfEachTraining() {
        Map<String, Object> all = new LinkedHashMap<>(settings());
        all.remove("seeds");
        Map<String, Object> split = new LinkedHashMap<>(ExperimentFile.castMap(all.get("split")));
        split.remove("folds");
        all.put("split", split);
        return all;
    }
}
