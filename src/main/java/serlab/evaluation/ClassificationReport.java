package serlab.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import serlab.Mappers;

/**
 * The metrics of one confusion matrix.
 *
 * <ul>
 * <li>{@code accuracy}: share of items predicted correctly;</li>
 * <li>{@code uar}: unweighted average recall, the mean recall over the classes <em>that occur in the truth</em>
 *     ({@code balanced_accuracy_score}); chance is 1 / number of those classes;</li>
 * <li>macro average: the plain mean over <em>all</em> labels. A label that never occurs in the truth counts with 0, so
 *     {@code macro_recall} equals {@code uar} exactly when every label occurs;</li>
 * <li>weighted average: the mean weighted by support, so {@code weighted_recall} equals {@code accuracy}.</li>
 * </ul>
 * A ratio with denominator zero is 0; with no items at all every metric is 0.
 *
 * <p>Source: {@code sklearn.metrics.classification_report(labels=all, zero_division=0)}.
 *
 * @param classes one entry per label, in label order
 */
public record ClassificationReport(double accuracy, double uar, List<ClassScore> classes, ClassScore macro,
                                   ClassScore weighted) {
    private static final int DIGITS = 2;
    private static final String ROW = " %9s %9s %9s %9s\n";

    public ClassificationReport {
        classes = List.copyOf(classes);
    }

    public static ClassificationReport of(ConfusionMatrix matrix) {
        List<ClassScore> classes = IntStream.range(0, matrix.size()).mapToObj(i -> ClassScore.of(matrix, i)).toList();
        long correct = IntStream.range(0, matrix.size()).mapToLong(i -> matrix.count(i, i)).sum();
        List<ClassScore> present = classes.stream().filter(score -> score.support() > 0).toList();
        return new ClassificationReport(ClassScore.ratio(correct, matrix.total()),
                mean(present, ClassScore::recall),
                classes,
                new ClassScore("macro avg", mean(classes, ClassScore::precision), mean(classes, ClassScore::recall),
                        mean(classes, ClassScore::f1), matrix.total()),
                new ClassScore("weighted avg", weightedMean(classes, ClassScore::precision),
                        weightedMean(classes, ClassScore::recall), weightedMean(classes, ClassScore::f1), matrix.total()));
    }

    /**
     * Every metric under the name it is tracked with: {@code accuracy, uar, macro_precision, macro_recall, macro_f1,
     * weighted_precision, weighted_recall, weighted_f1}, then {@code precision_<label>, recall_<label>, f1_<label>}.
     */
    public Map<String, Double> metrics() {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("accuracy", accuracy);
        metrics.put("uar", uar);
        put(metrics, "macro_", macro, "");
        put(metrics, "weighted_", weighted, "");
        classes.forEach(score -> put(metrics, "", score, "_" + score.name()));
        return metrics;
    }

    /** The table that scikit-learn prints, character for character. */
    public String toText() {
        int width = Math.max("weighted avg".length(), classes.stream().mapToInt(c -> c.name().length()).max().orElse(0));
        StringBuilder text = new StringBuilder(" ".repeat(width + 1));
        text.append(String.format(Locale.ROOT, ROW, "precision", "recall", "f1-score", "support")).append('\n');
        classes.forEach(score -> text.append(row(width, score)));
        text.append('\n').append(" ".repeat(width - "accuracy".length())).append("accuracy ");
        text.append(String.format(Locale.ROOT, ROW, "", "", rounded(accuracy), macro.support()));
        return text.append(row(width, macro)).append(row(width, weighted)).toString();
    }

    /** {@code name,precision,recall,f1,support}, one row per class, then the two averages; full precision. */
    public String toCsv() {
        StringBuilder csv = new StringBuilder("name,precision,recall,f1,support\n");
        classes.forEach(score -> csv.append(csvRow(score)));
        return csv.append(csvRow(macro)).append(csvRow(weighted)).toString();
    }

    /** The record's own fields as one JSON object on one line. */
    public String toJson() {
        try {
            return Mappers.JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a classification report could not be written as JSON", e);
        }
    }

    private static void put(Map<String, Double> metrics, String prefix, ClassScore score, String suffix) {
        metrics.put(prefix + "precision" + suffix, score.precision());
        metrics.put(prefix + "recall" + suffix, score.recall());
        metrics.put(prefix + "f1" + suffix, score.f1());
    }

    private static double mean(List<ClassScore> scores, ToDoubleFunction<ClassScore> metric) {
        return ClassScore.ratio(scores.stream().mapToDouble(metric).sum(), scores.size());
    }

    private static double weightedMean(List<ClassScore> scores, ToDoubleFunction<ClassScore> metric) {
        double weighted = scores.stream().mapToDouble(score -> metric.applyAsDouble(score) * score.support()).sum();
        return ClassScore.ratio(weighted, scores.stream().mapToLong(ClassScore::support).sum());
    }

    private static String row(int width, ClassScore score) {
        return " ".repeat(width - score.name().length()) + score.name() + " "
                + String.format(Locale.ROOT, ROW, rounded(score.precision()), rounded(score.recall()),
                        rounded(score.f1()), score.support());
    }

    /** Rounds the exact binary value, as Python does; {@code String.format} would round its decimal form half up. */
    private static String rounded(double value) {
        return new BigDecimal(value).setScale(DIGITS, RoundingMode.HALF_EVEN).toPlainString();
    }

    private static String csvRow(ClassScore score) {
        return Csv.field(score.name()) + "," + score.precision() + "," + score.recall() + "," + score.f1() + ","
                + score.support() + "\n";
    }
}
