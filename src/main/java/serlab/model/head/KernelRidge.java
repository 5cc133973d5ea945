package serlab.model.head;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Kernel ridge regression onto class indicators less their share of one class: for a kernel matrix K of the rows, targets
 * Y and weights w of the rows, {@code alpha = s (s K s + lambda)⁻¹ s Y} with s the square root of w, and the scores of a
 * row are its kernel values times alpha. Kernels: {@code linear}, the product of two rows over their length, and
 * {@code rbf}, {@code exp(-gamma |x - z|² / length)}. Linear heads are kept as weights per number.
 *
 * <p>Source: Saunders, Gammerman and Vovk, "Ridge regression learning algorithm in dual variables", ICML 1998; weights as
 * in scikit-learn's {@code KernelRidge.fit(sample_weight)}.
 */
public final class KernelRidge implements HeadLearner {
    private final Rows rows;
    private final Gram gram;
    /** Of the rbf kernels; 0 for the linear one, which stands first. */
    private final List<Double> gammas;
    private final double[] lambdas;

    /**
     * @param linear  whether the linear kernel is among those to choose from
     * @param gammas  of rbf kernels
     * @param lambdas ridges, at least one, positive
     */
    public KernelRidge(Rows rows, boolean linear, List<Double> gammas, List<Double> lambdas) {
        this.rows = rows;
        this.gammas = Stream.concat(linear ? Stream.of(0.0) : Stream.empty(), gammas.stream().sorted()).toList();
        this.lambdas = lambdas.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        for (int i = 0; i < this.lambdas.length / 2; i++) {
            double least = this.lambdas[i];
            this.lambdas[i] = this.lambdas[this.lambdas.length - 1 - i];
            this.lambdas[this.lambdas.length - 1 - i] = least;
        }
        this.gram = new Gram(rows, "kernel-ridge");
    }

    @Override
    public List<String> choices() {
        List<String> all = new ArrayList<>();
        for (double lambda : lambdas) {
            for (int k = 0; k < gammas.size(); k++) {
                all.add(gammas.get(k) == 0 ? "linear, lambda " + lambda
                        : "rbf, lambda " + lambda + ", gamma " + gammas.get(k));
            }
        }
        return all;
    }

    @Override
    public double[][][] heldOut(int[] training, int[] heldOut) {
        double[][][] scores = new double[lambdas.length * gammas.size()][][];
        for (int k = 0; k < gammas.size(); k++) {
            try (Matrix kernel = kernel(k, training, training); Matrix across = kernel(k, heldOut, training)) {
                for (int l = 0; l < lambdas.length; l++) {
                    try (Matrix alpha = solve(kernel, training, lambdas[l]); Matrix said = across.times(alpha, false)) {
                        scores[l * gammas.size() + k] = table(said);
                    }
                }
            }
        }
        return scores;
    }

    private Matrix kernel(int k, int[] from, int[] to) {
        return gammas.get(k) == 0 ? gram.linear(from, to) : gram.rbf(from, to, gammas.get(k));
    }

    private Matrix solve(Matrix kernel, int[] training, double lambda) {
        int n = training.length;
        double[] roots = Arrays.stream(training).mapToDouble(i -> Math.sqrt(rows.weights()[i])).toArray();
        Matrix right = new Matrix(n, rows.classes());
        try (Matrix system = new Matrix(n, n)) {
            double[] row = new double[n];
            for (int i = 0; i < n; i++) {
                kernel.read(i, row);
                for (int j = 0; j <= i; j++) {
                    row[j] *= roots[i] * roots[j];
                }
                row[i] += lambda;
                system.assign(i, row);
                for (int c = 0; c < rows.classes(); c++) {
                    right.set(i, c, roots[i] * ((rows.labels()[training[i]] == c ? 1 : 0) - 1.0 / rows.classes()));
                }
            }
            system.cholesky();
            system.solveInto(right, false);
            system.solveInto(right, true);
        }
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < rows.classes(); c++) {
                right.set(i, c, roots[i] * right.get(i, c));
            }
        }
        return right;
    }

    private static double[][] table(Matrix matrix) {
        double[][] table = new double[matrix.rows()][matrix.columns()];
        for (int i = 0; i < table.length; i++) {
            for (int j = 0; j < table[i].length; j++) {
                table[i][j] = matrix.get(i, j);
            }
        }
        return table;
    }

    @Override
    public Head learn(int choice) {
        int[] all = rows.all();
        int k = choice % gammas.size();
        try (Matrix kernel = kernel(k, all, all);
             Matrix alpha = solve(kernel, all, lambdas[choice / gammas.size()])) {
            return gammas.get(k) == 0 ? linear(alpha) : KernelHead.of(rows.values(), alpha, gammas.get(k));
        }
    }

    private Head linear(Matrix alpha) {
        try (Matrix values = Matrix.of(rows.values(), rows.all()); Matrix weights = alpha.times(values, true)) {
            double[] all = weights.values();
            for (int i = 0; i < all.length; i++) {
                all[i] /= rows.numbers();
            }
            return new LinearHead(Numbers.of(all, all.length).values(), new float[rows.classes()]);
        }
    }

    @Override
    public void close() {
        gram.close();
    }
}
