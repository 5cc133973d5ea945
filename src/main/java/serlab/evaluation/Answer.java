package serlab.evaluation;

import java.util.Arrays;
import java.util.List;
import serlab.model.LogOpinionPool;

/**
 * A classifier's answer to one clip whose class is known.
 *
 * @param clip          id of the clip
 * @param speaker       who speaks; empty if unknown
 * @param truth         index of its class
 * @param predicted     index of the class it was taken for
 * @param probabilities one per class: {@code float[classes]}; empty where they were not kept
 */
public record Answer(String clip, String speaker, int truth, int predicted, float[] probabilities) {
    public Answer {
        probabilities = probabilities == null ? new float[0] : probabilities.clone();
    }

    /** An answer whose class is the {@linkplain #mostProbable most probable} one. */
    public Answer(String clip, String speaker, int truth, float[] probabilities) {
        this(clip, speaker, truth, mostProbable(probabilities), probabilities);
    }

    /** An answer whose probabilities were not kept. */
    public Answer(String clip, String speaker, int truth, int predicted) {
        this(clip, speaker, truth, predicted, new float[0]);
    }

    @Override
    public float[] probabilities() {
        return probabilities.clone();
    }

    public boolean correct() {
        return truth == predicted;
    }

    /** What it shares with answers that are not independent of it: the speaker, or else the clip. */
    public String cluster() {
        return speaker.isEmpty() ? clip : speaker;
    }

    /** The probabilities when the logits are divided by a temperature: what {@code ./ser predict} gives for the clip. */
    public float[] calibrated(double temperature) {
        return LogOpinionPool.of(List.of(probabilities), temperature);
    }

    /** The answer to the same clip with other probabilities. */
    public Answer with(float[] others) {
        return new Answer(clip, speaker, truth, others);
    }

    /** Index of the most probable class; the first of equals. */
    public static int mostProbable(float[] probabilities) {
        int best = 0;
        for (int c = 1; c < probabilities.length; c++) {
            best = probabilities[c] > probabilities[best] ? c : best;
        }
        return best;
    }

    /** The probabilities of each, {@code float[answers][classes]}. */
    public static float[][] probabilities(List<Answer> answers) {
        return answers.stream().map(Answer::probabilities).toArray(float[][]::new);
    }

    /** The classes of the clips: {@code int[answers]}. */
    public static int[] truths(List<Answer> answers) {
        return answers.stream().mapToInt(Answer::truth).toArray();
    }

    /** The share of clips whose class was found. */
    public static double accuracy(List<Answer> answers) {
        return answers.stream().filter(Answer::correct).count() / (double) answers.size();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Answer that && clip.equals(that.clip) && speaker.equals(that.speaker)
                && truth == that.truth && predicted == that.predicted && Arrays.equals(probabilities, that.probabilities);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * clip.hashCode() + predicted) + Arrays.hashCode(probabilities);
    }
}
