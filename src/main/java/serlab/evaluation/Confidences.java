package serlab.evaluation;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.univariate.BrentOptimizer;
import org.apache.commons.math3.optim.univariate.SearchInterval;
import org.apache.commons.math3.optim.univariate.UnivariateObjectiveFunction;
import serlab.InvalidInputException;
import serlab.model.LogOpinionPool;

/**
 * How sure a classifier was of every item, and how sure it should have been.
 *
 * @param probabilities one per class and item, {@code float[items][classes]}, shared, not written to
 * @param truth         class of each item
 */
public record Confidences(float[][] probabilities, int[] truth) {
    private static final double LEAST = 1e-7;
    private static final double LARGEST_TEMPERATURE = 20;

    /** @throws InvalidInputException if there is no item, or not one true class per item */
    public Confidences {
        if (probabilities.length == 0 || probabilities.length != truth.length) {
            throw new InvalidInputException(probabilities.length + " items with probabilities and " + truth.length
                    + " true classes; expected as many, at least one");
        }
    }

    /** Of answers with probabilities. */
    public static Confidences of(List<Answer> answers) {
        return new Confidences(Answer.probabilities(answers), Answer.truths(answers));
    }

    /**
     * The temperature, 0.05 to 20, under which the mean cross-entropy of the items is lowest, counted as if one more item had been
     * seen that may be of any class, so that few items, all answered right, do not make every answer certain: of n items and K
     * classes the target is (n + 1/K) / (n + 1) for the true class and (1/K) / (n + 1) for each other, under which n items are
     * in the mean given at most about that much. Source: Guo, Pleiss, Sun and Weinberger, "On calibration of modern neural networks",
     * ICML 2017, section 4.2; targets as in Platt, "Probabilistic outputs for support vector machines", 1999, section 2.2, with
     * Perks' prior of 1/K per class in place of 1; found by Brent's method over its logarithm.
     */
    public double temperature() {
        double reach = Math.log(LARGEST_TEMPERATURE);
        double best = new BrentOptimizer(1e-10, 1e-10).optimize(new MaxEval(200), GoalType.MINIMIZE,
                new UnivariateObjectiveFunction(x -> smoothedCrossEntropy(Math.exp(x))), new SearchInterval(-reach, reach, 0))
                .getPoint();
        return Math.exp(best);
    }

    /** Mean cross-entropy in nats with the targets of {@link #temperature()}. */
    private double smoothedCrossEntropy(double temperature) {
        double gap = 0;
        for (int i = 0; i < truth.length; i++) {
            double mean = 0;
            for (float probability : probabilities[i]) {
                mean += Math.log(Math.max(LEAST, probability)) / probabilities[i].length;
            }
            gap += Math.log(Math.max(LEAST, probabilities[i][truth[i]])) - mean;
        }
        return crossEntropy(temperature) + gap / temperature / truth.length / (truth.length + 1);
    }

    /** Mean cross-entropy in nats when the logits are divided by a temperature. */
    public double crossEntropy(double temperature) {
        double sum = 0;
        for (int i = 0; i < truth.length; i++) {
            double total = 0;
            double own = Math.log(Math.max(LEAST, probabilities[i][truth[i]])) / temperature;
            for (float probability : probabilities[i]) {
                total += Math.exp(Math.log(Math.max(LEAST, probability)) / temperature - own);
            }
            sum += Math.log(total);
        }
        return sum / truth.length;
    }

    /** The same items, their logits divided by a temperature. */
    public Confidences tempered(double temperature) {
        float[][] changed = new float[probabilities.length][];
        for (int i = 0; i < changed.length; i++) {
            changed[i] = LogOpinionPool.of(List.of(probabilities[i]), temperature);
        }
        return new Confidences(changed, truth);
    }

    /** The items of both. */
    public Confidences plus(Confidences other) {
        float[][] all = Arrays.copyOf(probabilities, probabilities.length + other.probabilities.length);
        int[] classes = Arrays.copyOf(truth, all.length);
        System.arraycopy(other.probabilities, 0, all, probabilities.length, other.probabilities.length);
        System.arraycopy(other.truth, 0, classes, truth.length, other.truth.length);
        return new Confidences(all, classes);
    }

    /** Items by how sure the classifier was of its answer, in bins of equal width. */
    public Reliability reliability() {
        return Reliability.of(this);
    }
}
