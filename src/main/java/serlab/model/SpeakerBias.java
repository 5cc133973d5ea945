package serlab.model;

import java.util.Arrays;

/**
 * How much more a model hears one emotion than another in everything a speaker says, estimated from recordings of that
 * speaker without labels, so that it can be taken off the answers. It is the speaker's mean log probability of each class,
 * drawn towards no bias at all as though {@value #UNBIASED_CLIPS} more recordings had been heard that show none, and bent to
 * stay within {@value #LARGEST} of the middle, which a voice's own bias seldom leaves.
 *
 * <p>It takes the speaker's recordings to be of emotions about as mixed as those the model was trained on: of somebody who
 * is angry all day, much of the anger would be taken for bias.
 *
 * <p>Source: batch calibration, Zhou et al., ICLR 2024, which takes off the mean over a batch likewise. Shrinkage and bound
 * were chosen on speakers of the training folds; dividing by each class's spread as well was worth more there with all recordings
 * of a speaker, but cost more than it gave with few, or with few emotions.
 *
 * @param logits one per class; above 0 where the model leans towards the class, {@code double[classes]}
 */
public record SpeakerBias(double[] logits) {
    /** Probabilities count as at least this much, so that a single very sure answer does not decide. */
    private static final double LEAST = 1e-4;
    private static final int UNBIASED_CLIPS = 4;
    private static final double LARGEST = 1.5;

    public SpeakerBias {
        logits = logits.clone();
    }

    /** @param probabilities the answers to recordings of one speaker, at least one, {@code float[clips][classes]} */
    public static SpeakerBias of(float[][] probabilities) {
        return of(probabilities, UNBIASED_CLIPS, LARGEST);
    }

    /** As though so many more recordings had been heard that show no bias, which stays within {@code largest} of the middle. */
    static SpeakerBias of(float[][] probabilities, int unbiasedClips, double largest) {
        double[] means = new double[probabilities[0].length];
        for (float[] clip : probabilities) {
            for (int c = 0; c < means.length; c++) {
                means[c] += Math.log(Math.max(LEAST, clip[c])) / (probabilities.length + unbiasedClips);
            }
        }
        double middle = Arrays.stream(means).average().orElse(0);
        return new SpeakerBias(Arrays.stream(means).map(mean -> largest * Math.tanh((mean - middle) / largest)).toArray());
    }

    @Override
    public double[] logits() {
        return logits.clone();
    }

    /**
     * The answers without it, each summing to 1.
     *
     * @param probabilities {@code float[clips][classes]}, not written to
     */
    public float[][] removedFrom(float[][] probabilities) {
        float[][] unbiased = new float[probabilities.length][logits.length];
        for (int i = 0; i < probabilities.length; i++) {
            double sum = 0;
            for (int c = 0; c < logits.length; c++) {
                sum += probabilities[i][c] * Math.exp(-logits[c]);
            }
            for (int c = 0; c < logits.length; c++) {
                unbiased[i][c] = (float) (probabilities[i][c] * Math.exp(-logits[c]) / sum);
            }
        }
        return unbiased;
    }
}
