package serlab.predict.turns;

import java.util.Arrays;

/**
 * Smoothing of what a speaker is heard to feel: an emotion lasts. A hidden Markov model whose states are the emotions: from one part to
 * the next the emotion stays with a probability that halves with every {@value #HALVES_SECONDS} s between them, else it is drawn anew,
 * each equally probable; what the model hears in a part is what is seen of it.
 *
 * <p>Source: the forward-backward algorithm, L. R. Rabiner, "A tutorial on hidden Markov models", Proceedings of the IEEE 77(2), 1989.
 */
final class EmotionSmoothing {
    private static final double HALVES_SECONDS = 2;
    private static final double LEAST = 1e-6;

    private EmotionSmoothing() {
    }

    /**
     * The probabilities after what was heard before and behind.
     *
     * @param heard   {@code [parts][emotions]} of one speaker, in their order
     * @param pauses  {@code [parts]}: seconds from the end of the part before; the first does not count
     * @param lasting probability that an emotion stays where there is no pause, 0 to below 1; 0 changes nothing
     * @return {@code [parts][emotions]}, each row summing to 1
     */
    static float[][] of(float[][] heard, double[] pauses, double lasting) {
        int parts = heard.length;
        int emotions = parts == 0 ? 0 : heard[0].length;
        double[][] forward = new double[parts][];
        double[][] backward = new double[parts][];
        for (int t = 0; t < parts; t++) {
            forward[t] = t == 0 ? uniform(emotions) : step(forward[t - 1], stays(pauses[t], lasting));
            weigh(forward[t], heard[t]);
        }
        for (int t = parts - 1; t >= 0; t--) {
            if (t == parts - 1) {
                backward[t] = uniform(emotions);
            } else {
                double[] next = backward[t + 1].clone();
                weigh(next, heard[t + 1]);
                backward[t] = step(next, stays(pauses[t + 1], lasting));
            }
        }
        float[][] smoothed = new float[parts][emotions];
        for (int t = 0; t < parts; t++) {
            double sum = 0;
            for (int c = 0; c < emotions; c++) {
                sum += forward[t][c] * backward[t][c];
            }
            for (int c = 0; c < emotions; c++) {
                smoothed[t][c] = (float) (forward[t][c] * backward[t][c] / sum);
            }
        }
        return smoothed;
    }

    private static double stays(double pause, double lasting) {
        return lasting * Math.pow(0.5, Math.max(0, pause) / HALVES_SECONDS);
    }

    private static double[] uniform(int emotions) {
        double[] all = new double[emotions];
        Arrays.fill(all, 1.0 / emotions);
        return all;
    }

    /** To the next part; of probabilities that sum to 1. */
    private static double[] step(double[] from, double stays) {
        double[] to = new double[from.length];
        for (int c = 0; c < to.length; c++) {
            to[c] = stays * from[c] + (1 - stays) / to.length;
        }
        return to;
    }

    private static void weigh(double[] probabilities, float[] heard) {
        double sum = 0;
        for (int c = 0; c < heard.length; c++) {
            probabilities[c] *= Math.max(LEAST, heard[c]);
            sum += probabilities[c];
        }
        for (int c = 0; c < heard.length; c++) {
            probabilities[c] /= sum;
        }
    }
}
