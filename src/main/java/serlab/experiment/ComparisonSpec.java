package serlab.experiment;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import serlab.InvalidInputException;

/**
 * Experiments that differ in some settings and share the rest: one corpus, split, folds and seeds for all.
 *
 * @param name     what the comparison is called
 * @param variants at least one, names all different
 */
public record ComparisonSpec(String name, List<ExperimentSpec> variants) {
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
        }
    }

    /**
     * Reads a comparison: the top of the file is laid under each entry of {@code variants}. A file without variants is
     * a comparison of one.
     *
     * @throws InvalidInputException for unknown keys and names, wrong types and values out of range
     */
    public static ComparisonSpec of(ExperimentFile file) {
        return read(file.forCorpus(false));
    }

    private static ComparisonSpec read(ExperimentFile file) {
        Map<String, Object> base = new LinkedHashMap<>(file.values());
        Object variants = base.remove("variants");
        if (variants == null) {
            ExperimentSpec only = ExperimentSpec.of(base);
            return new ComparisonSpec(only.name(), List.of(only));
        }
        if (!(variants instanceof List<?> list) || list.isEmpty()) {
            throw new InvalidInputException("variants is '" + variants + "'; expected a list of at least one entry with "
                    + "a name");
        }
        String name = String.valueOf(base.getOrDefault("name", "comparison"));
        List<ExperimentSpec> specs = new ArrayList<>();
        for (Object variant : list) {
            if (!(variant instanceof Map<?, ?> map) || map.get("name") == null) {
                throw new InvalidInputException("a variant is '" + variant + "'; expected keys and values with a name");
            }
            specs.add(ExperimentSpec.of(ExperimentFile.merged(base, ExperimentFile.castMap(map))));
        }
        return new ComparisonSpec(name, specs);
    }

    /** Every setting of every variant, defaults included. */
    public Map<String, Object> settings() {
        if (variants.size() == 1 && variants.get(0).name().equals(name)) {
            return variants.get(0).settings();
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("name", name);
        Map<String, Object> first = variants.get(0).settings();
        for (String shared : List.of("corpus", "split", "seeds")) {
            all.put(shared, first.get(shared));
        }
        all.put("variants", variants.stream().map(variant -> {
            Map<String, Object> own = variant.settings();
            List.of("corpus", "split", "seeds").forEach(own::remove);
            return own;
        }).toList());
        return all;
    }
}
