package serlab.model.head;

import java.util.Map;

/**
 * A weighted sum per class.
 *
 * @param weights {@code float[classes][numbers]}, row-major
 * @param bias    one per class
 */
public record LinearHead(float[] weights, float[] bias) implements Head {
    /** Reads what {@link #numbers()} gave. */
    public static LinearHead of(Map<String, Numbers> numbers, int inputs, int classes) {
        return new LinearHead(NumbersFile.of(numbers, "weights").expect(classes, inputs),
                NumbersFile.of(numbers, "bias").expect(classes));
    }

    /** Scores every class alike. */
    public static LinearHead blank(int inputs, int classes) {
        return new LinearHead(new float[Math.multiplyExact(classes, inputs)], new float[classes]);
    }

    @Override
    public double[] scores(float[] row) {
        double[] scores = new double[bias.length];
        for (int c = 0; c < scores.length; c++) {
            double sum = bias[c];
            int at = c * row.length;
            for (int i = 0; i < row.length; i++) {
                sum += (double) weights[at + i] * row[i];
            }
            scores[c] = sum;
        }
        return scores;
    }

    @Override
    public Map<String, Numbers> numbers() {
        return Map.of("weights", new Numbers(weights, bias.length, weights.length / bias.length),
                "bias", new Numbers(bias, bias.length));
    }
}
