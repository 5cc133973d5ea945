package serlab.model;

import java.util.List;
import serlab.model.folded.Softmax;

/**
 * One opinion out of several: the mean of their log-probabilities, normalized again. Source: Genest and Zidek,
 * "Combining probability distributions", Statistical Science 1 (1986), the logarithmic opinion pool with equal weights.
 */
public final class LogOpinionPool {
    /** Probabilities count as at least this much, so that no opinion is a veto. */
    private static final double LEAST = 1e-7;

    private LogOpinionPool() {
    }

    /** The pool of opinions, at least one, each with one probability per class. */
    public static float[] of(List<float[]> opinions) {
        return of(opinions, 1);
    }

    /**
     * The pool of opinions, its logits divided by a temperature: above 1 less sure, below 1 more sure.
     *
     * @param temperature positive
     */
    public static float[] of(List<float[]> opinions, double temperature) {
        if (opinions.size() == 1 && temperature == 1) {
            return opinions.get(0).clone();
        }
        double[] logits = new double[opinions.get(0).length];
        for (float[] opinion : opinions) {
            for (int c = 0; c < logits.length; c++) {
                logits[c] += Math.log(Math.max(LEAST, opinion[c])) / (opinions.size() * temperature);
            }
        }
        return Softmax.of(logits);
    }
}
