package serlab.model;

import java.util.Arrays;
import serlab.model.folded.Softmax;

/**
 * What is made of a model's answers for one speaker: their centered log probabilities times a matrix, less a bias. Without
 * labels the matrix is the identity, and the bias the speaker's mean log probability of each class, drawn towards none as though
 * {@value #UNBIASED_CLIPS} more clips had been heard that show none, and bent to stay within {@value #LARGEST} of the middle.
 * With labels both are learned, drawn towards the identity and to no bias. Shrinkage and bound were chosen on speakers of
 * training folds.
 *
 * <p>Source: without labels {@link SpeakerBias}; with them matrix scaling, Guo, Pleiss, Sun and Weinberger, "On calibration of
 * modern neural networks", ICML 2017, section 4.2, with ridges around the identity.
 *
 * @param weights {@code double[classes in][classes out]}
 * @param bias    {@code double[classes]}
 */
public record SpeakerAdaptation(double[][] weights, double[] bias) {
    private static final double LEAST = 1e-4;
    private static final int UNBIASED_CLIPS = 1;
    private static final double LARGEST = 3;
    private static final int STEPS = 300;
    private static final double FIRST_STEP = 0.1;
    private static final double SMALLEST_STEP = 1e-9;

    public SpeakerAdaptation {
        int classes = bias.length;
        if (weights.length != classes || Arrays.stream(weights).anyMatch(row -> row.length != classes)) {
            throw new IllegalArgumentException(weights.length + " rows of weights and a bias of " + classes + "; expected as many");
        }
        weights = Arrays.stream(weights).map(double[]::clone).toArray(double[][]::new);
        bias = bias.clone();
    }

    /** @param said answers to the speaker's clips, at least one, {@code float[clips][classes]} */
    public static SpeakerAdaptation unlabeled(float[][] said) {
        return new SpeakerAdaptation(identity(said[0].length), SpeakerBias.of(said, UNBIASED_CLIPS, LARGEST).logits());
    }

    /**
     * What learning is drawn by.
     *
     * @param matrix towards the identity, positive
     * @param bias   to none, positive
     */
    public record Ridges(double matrix, double bias) {
        /** Chosen on speakers of training folds, by {@code ./ser bench enrollment --choose-ridges}. */
        public static final Ridges STANDARD = new Ridges(3, 0.03);
    }

    /** As {@link #labeled(float[][], int[], Ridges)}, by the usual ridges. */
    public static SpeakerAdaptation labeled(float[][] said, int[] truth) {
        return labeled(said, truth, Ridges.STANDARD);
    }

    /**
     * Learned by gradient descent with halved steps, the same of the same clips.
     *
     * @param said  as for {@link #unlabeled}
     * @param truth class of each clip
     */
    public static SpeakerAdaptation labeled(float[][] said, int[] truth, Ridges ridges) {
        SpeakerAdaptation at = new SpeakerAdaptation(identity(said[0].length), new double[said[0].length]);
        double cost = at.cost(said, truth, ridges);
        double step = FIRST_STEP;
        for (int i = 0; i < STEPS && step > SMALLEST_STEP; i++) {
            SpeakerAdaptation slope = at.slope(said, truth, ridges);
            SpeakerAdaptation next = at.moved(slope, step);
            double lower = next.cost(said, truth, ridges);
            if (lower < cost) {
                at = next;
                cost = lower;
                step *= 1.5;
            } else {
                step /= 4;
            }
        }
        return at;
    }

    private static double[][] identity(int classes) {
        double[][] identity = new double[classes][classes];
        for (int c = 0; c < classes; c++) {
            identity[c][c] = 1;
        }
        return identity;
    }

    /** The answer to a clip of the speaker. */
    public float[] apply(float[] probabilities) {
        return Softmax.of(logits(centered(probabilities)));
    }

    private static double[] centered(float[] probabilities) {
        double[] logs = new double[probabilities.length];
        for (int c = 0; c < logs.length; c++) {
            logs[c] = Math.log(Math.max(LEAST, probabilities[c]));
        }
        double middle = Arrays.stream(logs).average().orElse(0);
        return Arrays.stream(logs).map(log -> log - middle).toArray();
    }

    private double[] logits(double[] centered) {
        double[] logits = new double[bias.length];
        for (int out = 0; out < logits.length; out++) {
            logits[out] = -bias[out];
            for (int in = 0; in < centered.length; in++) {
                logits[out] += centered[in] * weights[in][out];
            }
        }
        return logits;
    }

    private double cost(float[][] said, int[] truth, Ridges ridges) {
        double cost = 0;
        for (int i = 0; i < said.length; i++) {
            double[] logits = logits(centered(said[i]));
            double highest = Arrays.stream(logits).max().orElse(0);
            cost += highest + Math.log(Arrays.stream(logits).map(logit -> Math.exp(logit - highest)).sum()) - logits[truth[i]];
        }
        for (int in = 0; in < bias.length; in++) {
            cost += ridges.bias * bias[in] * bias[in] / 2;
            for (int out = 0; out < bias.length; out++) {
                double off = weights[in][out] - (in == out ? 1 : 0);
                cost += ridges.matrix * off * off / 2;
            }
        }
        return cost;
    }

    private SpeakerAdaptation slope(float[][] said, int[] truth, Ridges ridges) {
        int classes = bias.length;
        double[][] byWeight = new double[classes][classes];
        double[] byBias = new double[classes];
        for (int in = 0; in < classes; in++) {
            byBias[in] = ridges.bias * bias[in];
            for (int out = 0; out < classes; out++) {
                byWeight[in][out] = ridges.matrix * (weights[in][out] - (in == out ? 1 : 0));
            }
        }
        for (int i = 0; i < said.length; i++) {
            double[] centered = centered(said[i]);
            float[] answer = Softmax.of(logits(centered));
            for (int out = 0; out < classes; out++) {
                double error = answer[out] - (truth[i] == out ? 1 : 0);
                byBias[out] -= error;
                for (int in = 0; in < classes; in++) {
                    byWeight[in][out] += centered[in] * error;
                }
            }
        }
        return new SpeakerAdaptation(byWeight, byBias);
    }

    private SpeakerAdaptation moved(SpeakerAdaptation slope, double step) {
        double[][] moved = new double[bias.length][bias.length];
        double[] other = new double[bias.length];
        for (int in = 0; in < bias.length; in++) {
            other[in] = bias[in] - step * slope.bias[in];
            for (int out = 0; out < bias.length; out++) {
                moved[in][out] = weights[in][out] - step * slope.weights[in][out];
            }
        }
        return new SpeakerAdaptation(moved, other);
    }

    @Override
    public double[][] weights() {
        return Arrays.stream(weights).map(double[]::clone).toArray(double[][]::new);
    }

    @Override
    public double[] bias() {
        return bias.clone();
    }
}
