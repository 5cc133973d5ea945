package serlab.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import serlab.InvalidInputException;
import serlab.Mappers;

/**
 * How often each true class was given each predicted class: {@code count(t, p)} items of class t were predicted as p.
 *
 * <p>Rows are the truth and columns the prediction, in the order of {@link #labels()}. Immutable: arrays are copied on
 * the way in and on the way out.
 *
 * <p>Source: {@code sklearn.metrics.confusion_matrix(y_true, y_pred, labels=...)}.
 */
public final class ConfusionMatrix {
    private final List<String> labels;
    private final long[][] counts;

    /**
     * @param labels class names, at least one, all different
     * @param counts {@code [truth][predicted]}, square, one row per label, none negative
     * @throws InvalidInputException when the labels repeat or the counts do not fit them
     */
    public ConfusionMatrix(List<String> labels, long[][] counts) {
        this.labels = List.copyOf(labels);
        requireDistinct(this.labels);
        requireSquare(counts, labels.size());
        this.counts = copy(counts);
    }

    /** Truth against prediction of answers. */
    public static ConfusionMatrix of(List<String> labels, List<Answer> answers) {
        return of(labels, Answer.truths(answers), answers.stream().mapToInt(Answer::predicted).toArray());
    }

    /**
     * Counts the pairs of two label vectors.
     *
     * @param truth     index into {@code labels} of each item's true class
     * @param predicted index into {@code labels} of each item's predicted class, as long as {@code truth}
     * @throws InvalidInputException when the lengths differ or an index names no label
     */
    public static ConfusionMatrix of(List<String> labels, int[] truth, int[] predicted) {
        if (truth.length != predicted.length) {
            throw new InvalidInputException("there are " + truth.length + " true labels but " + predicted.length
                    + " predictions; give one prediction per item");
        }
        long[][] counts = new long[labels.size()][labels.size()];
        for (int i = 0; i < truth.length; i++) {
            requireLabel("true", truth[i], i, labels);
            requireLabel("predicted", predicted[i], i, labels);
            counts[truth[i]][predicted[i]]++;
        }
        return new ConfusionMatrix(labels, counts);
    }

    public List<String> labels() {
        return labels;
    }

    public int size() {
        return labels.size();
    }

    /** Items of class {@code truth} that were predicted as {@code predicted}. */
    public long count(int truth, int predicted) {
        return counts[truth][predicted];
    }

    /** A copy of all counts, {@code [truth][predicted]}. */
    public long[][] counts() {
        return copy(counts);
    }

    /** Items whose true class is {@code truth}: the row sum, also called support. */
    public long truthTotal(int truth) {
        return Arrays.stream(counts[truth]).sum();
    }

    /** Items predicted as {@code predicted}: the column sum. */
    public long predictedTotal(int predicted) {
        return Arrays.stream(counts).mapToLong(row -> row[predicted]).sum();
    }

    public long total() {
        return Arrays.stream(counts).flatMapToLong(Arrays::stream).sum();
    }

    /**
     * The sum of two matrices, for example of two folds.
     *
     * @throws InvalidInputException when the labels or their order differ
     */
    public ConfusionMatrix plus(ConfusionMatrix other) {
        if (!labels.equals(other.labels)) {
            throw new InvalidInputException("cannot add confusion matrices of " + labels + " and " + other.labels
                    + "; both need the same labels in the same order");
        }
        long[][] sum = copy(counts);
        for (int t = 0; t < size(); t++) {
            for (int p = 0; p < size(); p++) {
                sum[t][p] = Math.addExact(sum[t][p], other.counts[t][p]);
            }
        }
        return new ConfusionMatrix(labels, sum);
    }

    /**
     * Each row divided by its sum, {@code [truth][predicted]} in 0..1, so that the diagonal holds the recalls. The row of
     * a class with no items is all zeros. Source: {@code confusion_matrix(..., normalize="true")}.
     */
    public double[][] normalized() {
        double[][] shares = new double[size()][size()];
        for (int t = 0; t < size(); t++) {
            long support = truthTotal(t);
            for (int p = 0; p < size() && support > 0; p++) {
                shares[t][p] = (double) counts[t][p] / support;
            }
        }
        return shares;
    }

    /** A header {@code truth\predicted,label...}, then one row per true class. */
    public String toCsv() {
        StringBuilder csv = new StringBuilder("truth\\predicted");
        labels.forEach(label -> csv.append(',').append(Csv.field(label)));
        csv.append('\n');
        for (int t = 0; t < size(); t++) {
            StringJoiner row = new StringJoiner(",", Csv.field(labels.get(t)) + ",", "\n");
            Arrays.stream(counts[t]).forEach(count -> row.add(Long.toString(count)));
            csv.append(row);
        }
        return csv.toString();
    }

    /** {@code {"rows":"truth","columns":"predicted","labels":[...],"counts":[[...]]}} on one line. */
    public String toJson() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("rows", "truth");
        fields.put("columns", "predicted");
        fields.put("labels", labels);
        fields.put("counts", counts);
        try {
            return Mappers.JSON.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a confusion matrix of " + labels + " could not be written as JSON", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConfusionMatrix matrix
                && labels.equals(matrix.labels)
                && Arrays.deepEquals(counts, matrix.counts);
    }

    @Override
    public int hashCode() {
        return 31 * labels.hashCode() + Arrays.deepHashCode(counts);
    }

    @Override
    public String toString() {
        return toCsv();
    }

    private static void requireDistinct(List<String> labels) {
        if (labels.isEmpty() || new HashSet<>(labels).size() != labels.size()) {
            throw new InvalidInputException("labels " + labels + " must be at least one and all different");
        }
    }

    private static void requireSquare(long[][] counts, int size) {
        if (counts.length != size) {
            throw new InvalidInputException(counts.length + " rows of counts for " + size + " labels; give one row per label");
        }
        for (int t = 0; t < size; t++) {
            if (counts[t].length != size) {
                throw new InvalidInputException("row " + t + " holds " + counts[t].length + " counts for " + size
                        + " labels; give one column per label");
            }
            for (long count : counts[t]) {
                if (count < 0) {
                    throw new InvalidInputException("row " + t + " holds the count " + count + "; counts start at 0");
                }
            }
        }
    }

    private static void requireLabel(String kind, int index, int item, List<String> labels) {
        if (index < 0 || index >= labels.size()) {
            throw new InvalidInputException("item " + item + " has the " + kind + " label " + index + "; labels run from 0 to "
                    + (labels.size() - 1) + ", that is " + labels);
        }
    }

    private static long[][] copy(long[][] counts) {
        return Arrays.stream(counts).map(long[]::clone).toArray(long[][]::new);
    }
}
