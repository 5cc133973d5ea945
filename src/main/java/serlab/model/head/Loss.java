package serlab.model.head;

/** What the scores of a row cost. */
enum Loss {
    /** Cross-entropy of the softmax of the scores; the bias is free. */
    LOGISTIC {
        @Override
        double of(double[] scores, int at, int classes, int label, double[] slopes) {
            double highest = Double.NEGATIVE_INFINITY;
            for (int c = 0; c < classes; c++) {
                highest = Math.max(highest, scores[at + c]);
            }
            double sum = 0;
            for (int c = 0; c < classes; c++) {
                slopes[at + c] = Math.exp(scores[at + c] - highest);
                sum += slopes[at + c];
            }
            for (int c = 0; c < classes; c++) {
                slopes[at + c] = slopes[at + c] / sum - (c == label ? 1 : 0);
            }
            return Math.log(sum) + highest - scores[at + label];
        }
    },
    /** Squared hinge of each class against the rest, summed over the classes; the bias is a weight like the others. */
    SQUARED_HINGE {
        @Override
        double of(double[] scores, int at, int classes, int label, double[] slopes) {
            double sum = 0;
            for (int c = 0; c < classes; c++) {
                double side = c == label ? 1 : -1;
                double missing = Math.max(0, 1 - side * scores[at + c]);
                slopes[at + c] = -2 * side * missing;
                sum += missing * missing;
            }
            return sum;
        }
    };

    /**
     * @param scores  of all rows
     * @param at      where those of the row begin
     * @param slopes  written at the same places: by how much the cost grows with each score
     */
    abstract double of(double[] scores, int at, int classes, int label, double[] slopes);

    boolean biasIsFree() {
        return this == LOGISTIC;
    }
}
