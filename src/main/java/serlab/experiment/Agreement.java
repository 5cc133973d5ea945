package serlab.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import serlab.InvalidInputException;
import serlab.Mappers;
import serlab.evaluation.ClassificationReport;
import serlab.evaluation.Csv;
import serlab.evaluation.TestScores;

/**
 * A check that figures which several outputs contain agree: the answers are scored again as {@link Answers#FILE} holds
 * them, and each other output is compared with that.
 */
public final class Agreement {
    private static final double EXACT = 1e-9;
    private static final double SIX_DIGITS = 6e-7;
    private static final String UAR = "UAR";
    private static final Map<String, ToDoubleFunction<ClassificationReport>> METRICS = metrics();

    private final Path folder;
    private final Map<String, TestScores> scores = new LinkedHashMap<>();
    private final List<String> differences = new ArrayList<>();

    private Agreement(Path folder, Answers answers) {
        this.folder = folder;
        answers.variants().forEach(variant -> scores.put(variant, answers.scores(variant)));
    }

    private static Map<String, ToDoubleFunction<ClassificationReport>> metrics() {
        Map<String, ToDoubleFunction<ClassificationReport>> metrics = new LinkedHashMap<>();
        metrics.put(UAR, ClassificationReport::uar);
        metrics.put("accuracy", ClassificationReport::accuracy);
        metrics.put("macro F1", report -> report.macro().f1());
        return metrics;
    }

    /**
     * With the answers that lie in an output folder.
     *
     * @throws InvalidInputException if there are none
     */
    public static Agreement of(Path folder) {
        return new Agreement(folder, Answers.read(folder).orElseThrow(() -> new InvalidInputException("'" + folder
                + "' has no " + Answers.FILE + "; run the experiment again")));
    }

    /** The rows of {@code results.csv} of the folder, one per training; rows of failed trainings have no figures. */
    public Agreement results() {
        for (Map<String, String> row : Csv.rows(folder.resolve("results.csv"))) {
            if (!row.get("uar").isEmpty()) {
                training(row.get("model"), Integer.parseInt(row.get("fold")), row.get("seed"), "results.csv", SIX_DIGITS,
                        Map.of(UAR, row.get("uar"), "accuracy", row.get("accuracy"), "macro F1", row.get("macro_f1")));
            }
        }
        return this;
    }

    /** The card of a training's model. */
    public Agreement card(String variant, int fold, String seed, Path model) {
        try {
            JsonNode card = Mappers.JSON.readTree(model.resolve("card.json").toFile());
            training(variant, fold, seed, "the model card", EXACT, Map.of(UAR, card.path("uar").asText(),
                    "accuracy", card.path("accuracy").asText(), "macro F1", card.path("macroF1").asText()));
        } catch (IOException e) {
            differences.add("the card in " + model + " cannot be read (" + e.getMessage() + ")");
        }
        return this;
    }

    /** Metrics tracked of a training, as {@code test/uar}. */
    public Agreement tracked(String variant, int fold, String seed, Map<String, Double> metrics) {
        training(variant, fold, seed, "MLflow", EXACT, texts(metrics));
        return this;
    }

    private void training(String variant, int fold, String seed, String source, double tolerance,
                          Map<String, String> figures) {
        TestScores own = scores.get(variant);
        List<TestScores.Training> trainings = own == null ? List.of() : own.trainings().stream()
                .filter(training -> training.fold() == fold && training.seed().equals(seed)).toList();
        String what = variant + ", fold " + fold + ", seed " + seed;
        if (trainings.isEmpty()) {
            differences.add(what + " stands in " + source + " and not in " + Answers.FILE);
            return;
        }
        ClassificationReport report = own.report(trainings.get(0));
        figures.forEach((metric, value) -> compare(metric + " of " + what, METRICS.get(metric).applyAsDouble(report), source,
                value, tolerance));
    }

    /** Means of a variant, as {@code test/uar}; what else there is among the metrics is passed over. */
    public Agreement means(String source, String variant, Map<String, Double> metrics) {
        TestScores own = scores.get(variant);
        if (own == null) {
            differences.add(variant + " stands in " + source + " and not in " + Answers.FILE);
            return this;
        }
        texts(metrics).forEach((metric, value) -> compare(metric + " of " + variant,
                own.summary(METRICS.get(metric)).mean(), source, value, source.endsWith(".csv") ? SIX_DIGITS : EXACT));
        return this;
    }

    /** What is printed of a variant: UAR, its interval or another word where there is none, accuracy, macro F1. */
    public Agreement printed(String source, String variant, String uar, String interval, String accuracy, String macroF1) {
        TestScores own = scores.get(variant);
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put(UAR, uar);
        figures.put("accuracy", accuracy);
        figures.put("macro F1", macroF1);
        figures.forEach((metric, text) -> same(metric + " of " + variant, own.summary(METRICS.get(metric)).percent(), source,
                text));
        own.summary(METRICS.get(UAR)).interval().ifPresent(ends -> same("interval of " + variant, ends.percent(), source,
                interval));
        return this;
    }

    private static Map<String, String> texts(Map<String, Double> metrics) {
        Map<String, String> texts = new HashMap<>();
        METRICS.keySet().forEach(metric -> {
            Double value = metrics.get("test/" + metric.toLowerCase(Locale.ROOT).replace(' ', '_'));
            if (value != null) {
                texts.put(metric, value.toString());
            }
        });
        return texts;
    }

    private void compare(String figure, double truth, String source, String value, double tolerance) {
        try {
            if (Math.abs(Double.parseDouble(value) - truth) <= tolerance) {
                return;
            }
        } catch (NumberFormatException e) {
            // told as a difference
        }
        same(figure, String.valueOf(truth), source, value);
    }

    private void same(String figure, String truth, String source, String value) {
        if (!truth.equals(value)) {
            differences.add(figure + " is " + truth + " by " + Answers.FILE + " and " + value + " by " + source);
        }
    }

    /**
     * Ends what is going on if outputs disagree.
     *
     * @throws IllegalStateException naming the first figures that do
     */
    public void require() {
        if (!differences.isEmpty()) {
            throw new IllegalStateException("the outputs in " + folder + " contradict each other, which is a fault of this "
                    + "laboratory; please report it: " + String.join("; ", differences.subList(0, Math.min(3, differences.size())))
                    + (differences.size() > 3 ? "; and " + (differences.size() - 3) + " more" : ""));
        }
    }
}
