package serlab.model.head;

import java.util.Arrays;
import libsvm.svm_model;

/**
 * Decisions between each two classes, and the scores that they come to.
 *
 * @param classes      number of classes
 * @param coefficients {@code float[pairs][rows]}, row-major: what a row's similarity speaks for the first class of a pair.
 *                     Pairs stand in the order 0-1, 0-2, …, 1-2, …
 * @param offsets      one per pair, subtracted; a pair one of whose classes was not learned has only zeros
 */
record Pairs(int classes, float[] coefficients, float[] offsets) {
    /** Of a model of rows in the order of their classes. */
    static Pairs of(svm_model model, int rows, int classes) {
        int pairs = classes * (classes - 1) / 2;
        float[] coefficients = new float[Math.multiplyExact(pairs, rows)];
        float[] offsets = new float[pairs];
        int[] starts = new int[model.nr_class + 1];
        for (int c = 0; c < model.nr_class; c++) {
            starts[c + 1] = starts[c] + model.nSV[c];
        }
        int between = 0;
        for (int a = 0; a < model.nr_class; a++) {
            for (int b = a + 1; b < model.nr_class; b++) {
                int pair = pair(model.label[a], model.label[b], classes);
                for (int v = starts[a]; v < starts[a + 1]; v++) {
                    coefficients[pair * rows + model.sv_indices[v] - 1] = (float) model.sv_coef[b - 1][v];
                }
                for (int v = starts[b]; v < starts[b + 1]; v++) {
                    coefficients[pair * rows + model.sv_indices[v] - 1] = (float) model.sv_coef[a][v];
                }
                offsets[pair] = (float) model.rho[between++];
            }
        }
        return new Pairs(classes, coefficients, offsets);
    }

    private static int pair(int first, int second, int classes) {
        return first * (2 * classes - first - 1) / 2 + second - first - 1;
    }

    /**
     * The votes of all pairs for each class, plus, to tell classes with as many votes apart, the sum of its decisions
     * squeezed into a third of a vote either way, as scikit-learn does.
     *
     * @param similar to each row
     */
    double[] scores(double[] similar) {
        double[] votes = new double[classes];
        double[] sums = new double[classes];
        int pair = 0;
        for (int a = 0; a < classes; a++) {
            for (int b = a + 1; b < classes; b++) {
                double decision = -offsets[pair];
                for (int i = 0; i < similar.length; i++) {
                    decision += coefficients[pair * similar.length + i] * similar[i];
                }
                pair++;
                if (decision == 0) {
                    continue;
                }
                votes[decision > 0 ? a : b]++;
                sums[a] += decision;
                sums[b] -= decision;
            }
        }
        return Arrays.stream(indices()).mapToDouble(c -> votes[c] + sums[c] / (3 * (Math.abs(sums[c]) + 1))).toArray();
    }

    private int[] indices() {
        int[] all = new int[classes];
        Arrays.setAll(all, c -> c);
        return all;
    }
}
