package serlab.model.head;

import java.util.Arrays;
import java.util.List;

/**
 * Linear heads of least cost: half the square of the weights plus C times the sum over the rows of what their scores cost,
 * each row times its weight. Multinomial logistic regression equals scikit-learn's {@code LogisticRegression(C=C)}, the
 * support vector machine its {@code LinearSVC(C=C)}, both with the same {@code sample_weight}.
 *
 * <p>Where rows have more numbers than there are rows, the weights of least cost are sums of the rows; they are sought
 * among these, by coordinates from the Cholesky factor of the rows' products, which gives the same weights in less time.
 */
public final class LinearLearner implements HeadLearner {
    /** Of the mean square of the rows: the factor exists even where two rows are equal. */
    private static final double JITTER = 1e-11;
    private static final double CROSS_TOLERANCE = 1e-4;
    private static final double TOLERANCE = 1e-7;
    private static final int CROSS_ITERATIONS = 100;
    private static final int ITERATIONS = 5000;

    private final Rows rows;
    private final Loss loss;
    private final double[] costs;
    /** The rows, or coordinates of them. */
    private final Matrix coordinates;
    private final boolean rotated;

    private LinearLearner(Rows rows, Loss loss, List<Double> costs) {
        this.rows = rows;
        this.loss = loss;
        this.costs = costs.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        this.rotated = rows.numbers() > rows.size();
        Matrix values = Matrix.of(rows.values(), rows.all());
        if (rotated) {
            this.coordinates = factor(values);
            values.close();
        } else {
            this.coordinates = values;
        }
    }

    /** Multinomial logistic regression, by values of C. */
    public static LinearLearner logistic(Rows rows, List<Double> costs) {
        return new LinearLearner(rows, Loss.LOGISTIC, costs);
    }

    /** The linear support vector machine, one class against the rest, by values of C. */
    public static LinearLearner supportVectors(Rows rows, List<Double> costs) {
        return new LinearLearner(rows, Loss.SQUARED_HINGE, costs);
    }

    private static Matrix factor(Matrix values) {
        Matrix products = values.gram();
        double mean = 0;
        for (int i = 0; i < products.rows(); i++) {
            mean += products.get(i, i) / products.rows();
        }
        for (int i = 0; i < products.rows(); i++) {
            products.set(i, i, products.get(i, i) + JITTER * Math.max(mean, Double.MIN_NORMAL / JITTER));
        }
        return products.cholesky();
    }

    @Override
    public List<String> choices() {
        return Arrays.stream(costs).mapToObj(cost -> "C " + cost).toList();
    }

    @Override
    public double[][][] heldOut(int[] training, int[] heldOut) {
        int classes = rows.classes();
        double[][][] scores = new double[costs.length][heldOut.length][classes];
        try (Matrix known = coordinates.rows(training); Matrix others = coordinates.rows(heldOut)) {
            double[] point = new double[classes * (known.columns() + 1)];
            for (int choice = 0; choice < costs.length; choice++) {
                minimize(known, training, costs[choice], point, CROSS_TOLERANCE, CROSS_ITERATIONS);
                try (Matrix weights = Matrix.of(point, known.columns(), classes);
                     Matrix said = others.times(weights, false)) {
                    for (int i = 0; i < heldOut.length; i++) {
                        for (int c = 0; c < classes; c++) {
                            scores[choice][i][c] = said.get(i, c) + point[classes * known.columns() + c];
                        }
                    }
                }
            }
        }
        return scores;
    }

    /** Moves a point, weights {@code [numbers][classes]} and biases, to the least cost. */
    private void minimize(Matrix known, int[] training, double cost, double[] point, double tolerance, int iterations) {
        int classes = rows.classes();
        int biases = classes * known.columns();
        double total = Arrays.stream(training).mapToDouble(i -> rows.weights()[i]).sum();
        double[] all = new double[known.rows() * classes];
        double[] slopes = new double[all.length];
        try (Matrix weights = new Matrix(known.columns(), classes); Matrix scores = new Matrix(known.rows(), classes);
             Matrix byWeight = new Matrix(known.columns(), classes)) {
            new Lbfgs((at, gradient) -> {
                weights.assign(at);
                known.times(weights, false, scores);
                scores.read(all);
                double value = 0;
                double[] byBias = new double[classes];
                for (int i = 0; i < training.length; i++) {
                    double share = rows.weights()[training[i]] / total;
                    for (int c = 0; c < classes; c++) {
                        all[i * classes + c] += at[biases + c];
                    }
                    value += share * loss.of(all, i * classes, classes, rows.labels()[training[i]], slopes);
                    for (int c = 0; c < classes; c++) {
                        slopes[i * classes + c] *= share;
                        byBias[c] += slopes[i * classes + c];
                    }
                }
                scores.assign(slopes);
                known.times(scores, true, byWeight);
                byWeight.read(gradient);
                System.arraycopy(byBias, 0, gradient, biases, classes);
                double shrink = 1 / (cost * total);
                int shrunk = loss.biasIsFree() ? biases : biases + classes;
                for (int j = 0; j < shrunk; j++) {
                    gradient[j] += shrink * at[j];
                    value += shrink * at[j] * at[j] / 2;
                }
                return value;
            }, tolerance, iterations).minimize(point);
        }
    }

    @Override
    public Head learn(int choice) {
        int classes = rows.classes();
        int[] all = rows.all();
        double[] point = new double[classes * (coordinates.columns() + 1)];
        for (int stronger = 0; stronger <= choice; stronger++) {
            boolean last = stronger == choice;
            minimize(coordinates, all, costs[stronger], point, last ? TOLERANCE : CROSS_TOLERANCE,
                    last ? ITERATIONS : CROSS_ITERATIONS);
        }
        double[] bias = Arrays.copyOfRange(point, classes * coordinates.columns(), point.length);
        try (Matrix found = Matrix.of(point, coordinates.columns(), classes); Matrix weights = weights(found)) {
            float[] byClass = new float[classes * rows.numbers()];
            for (int c = 0; c < classes; c++) {
                for (int j = 0; j < rows.numbers(); j++) {
                    byClass[c * rows.numbers() + j] = (float) weights.get(j, c);
                }
            }
            return new LinearHead(byClass, Numbers.of(bias, classes).values());
        }
    }

    /** The weights of the rows' numbers, out of those of their coordinates. */
    private Matrix weights(Matrix found) {
        if (!rotated) {
            return Matrix.of(found.values(), found.rows(), found.columns());
        }
        coordinates.solveInto(found, true);
        try (Matrix values = Matrix.of(rows.values(), rows.all())) {
            return values.times(found, true);
        }
    }

    @Override
    public void close() {
        coordinates.close();
    }
}
