package serlab.evaluation;

/**
 * Precision, recall and F1 of one class, or their average over classes, each in 0..1.
 *
 * <p>With true positives tp, false positives fp and false negatives fn: precision = tp / (tp + fp), recall = tp / (tp + fn),
 * F1 = 2 tp / (2 tp + fp + fn). A ratio with denominator zero is 0.
 *
 * <p>Source: {@code sklearn.metrics.precision_recall_fscore_support(..., zero_division=0)}.
 *
 * @param name    the class's label, or the kind of average
 * @param support items whose true class this is; for an average, all items
 */
public record ClassScore(String name, double precision, double recall, double f1, long support) {

    /** The scores of the class at {@code index}. */
    static ClassScore of(ConfusionMatrix matrix, int index) {
        long tp = matrix.count(index, index);
        long truth = matrix.truthTotal(index);
        long predicted = matrix.predictedTotal(index);
        return new ClassScore(matrix.labels().get(index),
                ratio(tp, predicted), ratio(tp, truth), ratio(2 * tp, truth + predicted), truth);
    }

    /** A denominator of zero gives 0: the one rule for every undefined metric. */
    static double ratio(double numerator, double denominator) {
        return denominator == 0 ? 0 : numerator / denominator;
    }
}
