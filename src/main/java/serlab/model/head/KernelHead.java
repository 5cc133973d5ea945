package serlab.model.head;

import java.util.Map;

/**
 * A weighted sum per class of the similarities to known rows, {@code exp(-gamma |x - z|² / length)}.
 *
 * @param known        {@code float[known][numbers]}, row-major
 * @param coefficients {@code float[known][classes]}, row-major
 */
public record KernelHead(RbfRows known, float[] coefficients) implements Head {
    /** Reads what {@link #numbers()} gave. */
    public static KernelHead of(Map<String, Numbers> numbers, int inputs, int classes) {
        RbfRows known = RbfRows.of(numbers, inputs);
        return new KernelHead(known, NumbersFile.of(numbers, "coefficients").expect(known.count(), classes));
    }

    static KernelHead of(float[][] rows, Matrix alpha, double gamma) {
        return new KernelHead(RbfRows.of(rows, gamma),
                Numbers.of(alpha.values(), alpha.rows(), alpha.columns()).values());
    }

    @Override
    public double[] scores(float[] row) {
        double[] similar = known.similarities(row);
        int classes = coefficients.length / similar.length;
        double[] scores = new double[classes];
        for (int i = 0; i < similar.length; i++) {
            for (int c = 0; c < classes; c++) {
                scores[c] += similar[i] * coefficients[i * classes + c];
            }
        }
        return scores;
    }

    @Override
    public Map<String, Numbers> numbers() {
        return known.with("coefficients", new Numbers(coefficients, known.count(), coefficients.length / known.count()));
    }
}
