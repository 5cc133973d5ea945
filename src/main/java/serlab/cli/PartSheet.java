package serlab.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import serlab.InvalidInputException;
import serlab.NearestName;
import serlab.augment.Augmentation;
import serlab.corpus.locate.CorpusLocator;
import serlab.corpus.split.SplitProtocol;
import serlab.feature.FeatureSpec;
import serlab.model.ModelSpec;
import serlab.part.Catalog;
import serlab.part.Declaration;
import serlab.part.DeclaredOption;
import serlab.sweep.search.Pruner;
import serlab.sweep.search.SamplerSpec;
import serlab.training.optimizer.Optimizer;
import serlab.training.schedule.Schedule;

/** What experiment files may name: the parts by kind, and the sheet of one. */
final class PartSheet {
    private PartSheet() {
    }

    /** The kinds by the section of an experiment file that names them. */
    static Map<String, Catalog<?>> kinds() {
        Map<String, Catalog<?>> kinds = new LinkedHashMap<>();
        kinds.put("model", ModelSpec.catalog());
        kinds.put("features", FeatureSpec.catalog());
        kinds.put("augment", Augmentation.catalog());
        kinds.put("optimizer", Optimizer.catalog());
        kinds.put("schedule", Schedule.catalog());
        kinds.put("split", SplitProtocol.catalog());
        kinds.put("corpus", CorpusLocator.catalog());
        kinds.put("sampler", SamplerSpec.catalog());
        kinds.put("pruner", Pruner.catalog());
        return kinds;
    }

    /**
     * What every part of a name is for, and its options with default, values, unit and meaning.
     *
     * @param commands what may have been meant besides
     * @throws InvalidInputException for an unknown name
     */
    static String of(String name, Collection<String> commands) {
        StringBuilder sheet = new StringBuilder();
        kinds().forEach((section, catalog) -> catalog.find(name).ifPresent(part -> {
            sheet.append(name).append(" (").append(section).append("): ").append(part.sentence(name)).append('\n');
            options(part, name, sheet);
        }));
        if (sheet.isEmpty()) {
            throw new InvalidInputException(NearestName.suggest("part or command", name, Stream.concat(commands.stream(),
                    kinds().values().stream().flatMap(catalog -> catalog.names().stream())).distinct().toList()));
        }
        return sheet.toString();
    }

    /** The same of some names for programs: a name may be one of several kinds. */
    static Map<String, Object> json(List<String> names) {
        List<Map<String, Object>> parts = new ArrayList<>();
        names.forEach(name -> kinds().forEach((section, catalog) -> catalog.find(name).ifPresent(part -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", name);
            one.put("section", section);
            one.put("meaning", part.sentence(name));
            one.put("options", part.options(name).stream().map(PartSheet::json).toList());
            parts.add(one);
        })));
        return Map.of("parts", parts);
    }

    private static Map<String, Object> json(DeclaredOption option) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("key", option.key());
        one.put("meaning", option.meaning());
        one.put("values", option.values());
        one.put("unit", option.unit());
        one.put("default", option.standard());
        return one;
    }

    private static void options(Declaration<?> part, String name, StringBuilder into) {
        List<List<String>> rows = new ArrayList<>();
        for (DeclaredOption option : part.options(name)) {
            rows.add(List.of(option.key(), option.standard(), option.unit().isEmpty() ? option.values()
                    : option.values() + ", " + option.unit(), option.meaning()));
        }
        int key = rows.stream().mapToInt(row -> row.get(0).length()).max().orElse(0);
        rows.forEach(row -> into.append("  ").append(row.get(0)).append(" ".repeat(key - row.get(0).length() + 2))
                .append(row.get(3)).append("; ").append(row.get(2))
                .append(row.get(1).isEmpty() ? "" : "; default " + row.get(1)).append('\n'));
    }
}
