package serlab.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import serlab.evaluation.Answer;
import serlab.evaluation.ClassScore;
import serlab.evaluation.ClassificationReport;
import serlab.evaluation.ConfusionMatrix;
import serlab.tracking.LoggedTable;

/** The tables that a run's page shows. */
final class RunTables {
    private RunTables() {
    }

    /** Precision, recall, F1 and number of clips per class. */
    static LoggedTable classes(ClassificationReport report) {
        List<List<Object>> rows = new ArrayList<>();
        for (ClassScore score : report.classes()) {
            rows.add(List.of(score.name(), rounded(score.precision()), rounded(score.recall()), rounded(score.f1()),
                    score.support()));
        }
        return new LoggedTable(List.of("emotion", "precision", "recall", "f1", "clips"), rows);
    }

    /** One row per true class, one column per predicted class. */
    static LoggedTable confusion(ConfusionMatrix matrix) {
        List<String> columns = new ArrayList<>(List.of("truth \\ predicted"));
        columns.addAll(matrix.labels());
        List<List<Object>> rows = new ArrayList<>();
        for (int truth = 0; truth < matrix.size(); truth++) {
            List<Object> row = new ArrayList<>(List.of(matrix.labels().get(truth)));
            for (int predicted = 0; predicted < matrix.size(); predicted++) {
                row.add(matrix.count(truth, predicted));
            }
            rows.add(row);
        }
        return new LoggedTable(columns, rows);
    }

    /**
     * The clips that were wrong, the surest mistakes first, with all probabilities.
     *
     * @param temperature by which they are calibrated
     */
    static LoggedTable misclassified(List<String> labels, List<Answer> predictions, double temperature) {
        List<String> columns = new ArrayList<>(List.of("clip", "speaker", "truth", "predicted"));
        labels.forEach(label -> columns.add(Answers.CALIBRATED + label));
        List<List<Object>> rows = predictions.stream().filter(prediction -> !prediction.correct())
                .sorted(Comparator.comparingDouble((Answer wrong) -> wrong.calibrated(temperature)[wrong.predicted()])
                        .reversed().thenComparing(Answer::clip))
                .map(prediction -> row(labels, prediction, temperature)).toList();
        return new LoggedTable(columns, rows);
    }

    private static List<Object> row(List<String> labels, Answer prediction, double temperature) {
        List<Object> row = new ArrayList<>(List.of(prediction.clip(), prediction.speaker(), labels.get(prediction.truth()),
                labels.get(prediction.predicted())));
        for (float probability : prediction.calibrated(temperature)) {
            row.add(rounded(probability));
        }
        return row;
    }

    private static double rounded(double value) {
        return Math.round(value * 1e4) / 1e4;
    }
}
