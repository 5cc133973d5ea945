package serlab.model.head;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.IntStream;
import libsvm.svm;
import libsvm.svm_model;
import libsvm.svm_node;
import libsvm.svm_parameter;
import libsvm.svm_problem;

/**
 * Support vector machines with the kernel {@code exp(-gamma |x - z|² / length)}, one for each pair of classes, by LIBSVM.
 * Rows are given class by class, so that pairs and signs are those of sorted classes, and the kernel as a matrix, which all
 * values of C share. Probabilities are not LIBSVM's own, which differ from training to training.
 *
 * <p>Source: Chang and Lin, "LIBSVM: a library for support vector machines", ACM TIST 2 (2011). Decisions as scikit-learn's
 * {@code SVC(C=C, gamma=gamma/length, decision_function_shape='ovr')}, rows weighing as its {@code class_weight} does.
 */
public final class SupportVectors implements HeadLearner {
    private static final double TOLERANCE = 1e-6;
    private static final double CROSS_TOLERANCE = 1e-3;
    private static final int CACHE_MEGABYTES = 64;

    static {
        // it tells standard output of every training
        svm.svm_set_print_string_function(text -> { });
    }

    private final Rows rows;
    private final Gram gram;
    private final List<Double> costs;
    private final List<Double> gammas;

    /**
     * @param costs  values of C
     * @param gammas at least one
     */
    public SupportVectors(Rows rows, List<Double> costs, List<Double> gammas) {
        this.rows = rows;
        this.costs = costs.stream().sorted().toList();
        this.gammas = gammas.stream().sorted().toList();
        this.gram = new Gram(rows, "rbf-svm");
    }

    @Override
    public List<String> choices() {
        List<String> all = new ArrayList<>();
        for (double cost : costs) {
            gammas.forEach(gamma -> all.add(String.format(Locale.ROOT, "C %s, gamma %s", cost, gamma)));
        }
        return all;
    }

    @Override
    public double[][][] heldOut(int[] training, int[] heldOut) {
        double[][][] scores = new double[costs.size() * gammas.size()][heldOut.length][];
        int[] sorted = byClass(training);
        for (int g = 0; g < gammas.size(); g++) {
            svm_problem problem = problem(sorted, gammas.get(g));
            try (Matrix across = gram.rbf(heldOut, sorted, gammas.get(g))) {
                for (int c = 0; c < costs.size(); c++) {
                    Pairs pairs = train(problem, costs.get(c), CROSS_TOLERANCE);
                    double[] similar = new double[sorted.length];
                    for (int i = 0; i < heldOut.length; i++) {
                        for (int j = 0; j < similar.length; j++) {
                            similar[j] = across.get(i, j);
                        }
                        scores[c * gammas.size() + g][i] = pairs.scores(similar);
                    }
                }
            }
        }
        return scores;
    }

    private int[] byClass(int[] chosen) {
        return IntStream.of(chosen).boxed().sorted(Comparator.comparingInt(i -> rows.labels()[i]))
                .mapToInt(Integer::intValue).toArray();
    }

    /** LIBSVM's form of a kernel matrix: a node with the row's number, from 1, then its kernel values. */
    private svm_problem problem(int[] sorted, double gamma) {
        svm_problem problem = new svm_problem();
        problem.l = sorted.length;
        problem.y = IntStream.of(sorted).mapToDouble(i -> rows.labels()[i]).toArray();
        problem.x = new svm_node[sorted.length][sorted.length + 1];
        try (Matrix kernel = gram.rbf(sorted, sorted, gamma)) {
            for (int i = 0; i < sorted.length; i++) {
                problem.x[i][0] = node(0, i + 1);
                for (int j = 0; j < sorted.length; j++) {
                    problem.x[i][j + 1] = node(j + 1, kernel.get(i, j));
                }
            }
        }
        return problem;
    }

    private static svm_node node(int index, double value) {
        svm_node node = new svm_node();
        node.index = index;
        node.value = value;
        return node;
    }

    private Pairs train(svm_problem problem, double cost, double tolerance) {
        svm_parameter settings = new svm_parameter();
        settings.svm_type = svm_parameter.C_SVC;
        settings.kernel_type = svm_parameter.PRECOMPUTED;
        settings.C = cost;
        settings.eps = tolerance;
        settings.cache_size = CACHE_MEGABYTES;
        settings.shrinking = 1;
        int[] classes = new TreeSet<>(IntStream.range(0, problem.l).mapToObj(i -> (int) problem.y[i]).toList()).stream()
                .mapToInt(Integer::intValue).toArray();
        settings.nr_weight = classes.length;
        settings.weight_label = classes;
        settings.weight = IntStream.of(classes).mapToDouble(this::weight).toArray();
        svm_model model = svm.svm_train(problem, settings);
        return Pairs.of(model, problem.l, rows.classes());
    }

    /** What the rows of a class count. */
    private double weight(int label) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.labels()[i] == label) {
                return rows.weights()[i];
            }
        }
        return 1;
    }

    @Override
    public Head learn(int choice) {
        int[] sorted = byClass(rows.all());
        double gamma = gammas.get(choice % gammas.size());
        Pairs pairs = train(problem(sorted, gamma), costs.get(choice / gammas.size()), TOLERANCE);
        return PairwiseHead.of(rows.values(), sorted, pairs, gamma);
    }

    @Override
    public void close() {
        gram.close();
    }
}
