package serlab.model;

import java.util.Arrays;
import serlab.InvalidInputException;

/**
 * How often each class occurs among a batch of clips, which is known, while it is not known in which: as when a speaker
 * was asked to act every emotion equally often. {@link #match} brings the answers into line with it.
 *
 * @param shares one per class, not negative, in any unit: they are divided by their sum, {@code double[classes]}
 */
public record KnownShares(double[] shares) {
    /** Probabilities count as at least this much, so that every clip can be of every class that occurs. */
    private static final double LEAST = 1e-7;
    private static final double TOLERANCE = 1e-6;
    private static final int ITERATIONS = 100_000;

    /** @throws InvalidInputException if a share is negative or no number, or none is positive */
    public KnownShares {
        double sum = Arrays.stream(shares).sum();
        if (Arrays.stream(shares).anyMatch(share -> !(share >= 0)) || !(sum > 0 && Double.isFinite(sum))) {
            throw new InvalidInputException("shares of the classes are " + Arrays.toString(shares)
                    + "; expected numbers that are not negative, at least one above 0");
        }
        shares = Arrays.stream(shares).map(share -> share / sum).toArray();
    }

    /** The shares of the classes among clips, given the class of each. */
    public static KnownShares counted(int[] classes, int labels) {
        double[] counts = new double[labels];
        for (int own : classes) {
            counts[own]++;
        }
        return new KnownShares(counts);
    }

    @Override
    public double[] shares() {
        return shares.clone();
    }

    /**
     * Answers whose means over the batch are the shares: each class's probabilities times a weight of its own, the same for
     * all clips, normalized clip by clip. Of all answers with these means they are the ones nearest to the given ones in
     * Kullback-Leibler divergence, and multiplying the given ones by class weights beforehand changes nothing.
     *
     * <p>Source: Sinkhorn and Knopp, Pacific Journal of Mathematics 21 (1967), which alternates between rows and columns;
     * one such step is the "distribution alignment" of Berthelot et al., ReMixMatch, ICLR 2020.
     *
     * @param probabilities {@code float[clips][classes]}, not written to
     */
    public float[][] match(float[][] probabilities) {
        double[] weights = new double[shares.length];
        for (int c = 0; c < weights.length; c++) {
            weights[c] = shares[c] > 0 ? 1 : 0;
        }
        float[][] matched = new float[probabilities.length][shares.length];
        for (int i = 0; i < ITERATIONS; i++) {
            double[] means = weigh(probabilities, weights, matched);
            double error = 0;
            for (int c = 0; c < weights.length; c++) {
                error = Math.max(error, Math.abs(means[c] - shares[c]));
                weights[c] = shares[c] > 0 ? weights[c] * shares[c] / means[c] : 0;
            }
            if (error < TOLERANCE) {
                break;
            }
        }
        return matched;
    }

    /** Writes the weighted answers and returns the mean of each class. */
    private static double[] weigh(float[][] probabilities, double[] weights, float[][] into) {
        double[] means = new double[weights.length];
        double[] row = new double[weights.length];
        for (int i = 0; i < probabilities.length; i++) {
            double sum = 0;
            for (int c = 0; c < row.length; c++) {
                row[c] = Math.max(LEAST, probabilities[i][c]) * weights[c];
                sum += row[c];
            }
            for (int c = 0; c < row.length; c++) {
                into[i][c] = (float) (row[c] / sum);
                means[c] += row[c] / sum / probabilities.length;
            }
        }
        return means;
    }
}
