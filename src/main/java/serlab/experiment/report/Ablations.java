package serlab.experiment.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import serlab.Percent;
import serlab.evaluation.ClassificationReport;
import serlab.evaluation.MarkdownTable;
import serlab.evaluation.TestScores;
import serlab.experiment.ExperimentFile;
import serlab.experiment.FinishedComparison;
import serlab.experiment.SpeakerAdjustment;

/**
 * What was tried: variants of a recipe, each compared with it on the same folds and seeds.
 *
 * @param sources lists of variants; the first variant of the first list is the recipe
 */
record Ablations(List<Source> sources) {
    private static final String VARIANTS = "variants";

    /**
     * Variants of one file.
     *
     * @param file     the list of variants
     * @param finished what came out, if it was run
     */
    record Source(ExperimentFile file, Optional<FinishedComparison> finished) {
    }

    /** What each entry changes, by its name, in the files' order. */
    private Map<String, String> changes() {
        Map<String, String> changes = new LinkedHashMap<>();
        for (Source source : sources) {
            if (source.file.values().get(VARIANTS) instanceof List<?> list) {
                for (Object entry : list) {
                    Map<String, Object> own = new LinkedHashMap<>(ExperimentFile.castMap(entry));
                    String name = String.valueOf(own.remove("name"));
                    changes.put(name, own.isEmpty() ? "nothing: the recipe itself" : change(own, source.file));
                }
            }
        }
        return changes;
    }

    /** Settings as YAML; of a list that the recipe has too, such as the augmentations, what is new in it and what is gone. */
    private static String change(Map<String, Object> own, ExperimentFile file) {
        List<String> parts = new ArrayList<>();
        Map<String, Object> rest = new LinkedHashMap<>(own);
        own.forEach((key, value) -> {
            if (value instanceof List<?> list && file.values().get(key) instanceof List<?> before) {
                rest.remove(key);
                parts.add(difference(key + " with", list, before));
                parts.add(difference(key + " without", before, list));
            }
        });
        if (!rest.isEmpty()) {
            parts.add(0, "`" + flat(rest) + "`");
        }
        return parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining("; "));
    }

    private static String difference(String what, List<?> of, List<?> without) {
        List<?> left = of.stream().filter(entry -> !without.contains(entry)).toList();
        return left.isEmpty() ? "" : what + " `" + flat(left) + "`";
    }

    /** Settings on one line, as YAML writes them in braces. */
    private static String flat(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream().map(e -> e.getKey() + ": " + flat(e.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return value instanceof List<?> list ? list.stream().map(Ablations::flat).collect(Collectors.joining(", ", "[", "]"))
                : String.valueOf(value);
    }

    String markdown() {
        Map<String, Row> done = sources.stream().flatMap(source -> source.finished.stream())
                .flatMap(finished -> finished.variants().stream().map(variant -> new Row(finished, variant)))
                .collect(Collectors.toMap(row -> row.variant().name(), row -> row, (first, again) -> first));
        MarkdownTable rows = new MarkdownTable("variant", "what it changes", "inner UAR", "against the recipe",
                "without speaker bias", "known shares", "folds");
        Row recipe = null;
        for (Map.Entry<String, String> entry : changes().entrySet()) {
            Row row = done.get(entry.getKey());
            if (row == null) {
                rows.add(entry.getKey(), entry.getValue(), "not run", "", "", "", "");
                continue;
            }
            recipe = recipe == null ? row : recipe;
            rows.add(entry.getKey(), entry.getValue(), Percent.number(mean(row)), against(row, recipe),
                    adjusted(row, SpeakerAdjustment.WITHOUT_BIAS), adjusted(row, SpeakerAdjustment.KNOWN_SHARES),
                    String.valueOf(row.variant().trainings().size()));
        }
        return rows.toString();
    }

    private static String adjusted(Row row, SpeakerAdjustment how) {
        return row.adjusted(how).map(together -> Percent.number(mean(together))).orElse("–");
    }

    private static double mean(Row row) {
        return row.summary(ClassificationReport::uar).mean();
    }

    private static String against(Row row, Row recipe) {
        return row == recipe ? "–" : TestScores.paired(row.scores(), recipe.scores()).map(test -> String.format(Locale.ROOT,
                "%+.1f %s", 100 * test.meanDifference(), test.corrected().interval().points())).orElse("–");
    }
}
