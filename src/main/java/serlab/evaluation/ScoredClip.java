package serlab.evaluation;

import serlab.InvalidInputException;

/**
 * One test clip as one variant scored it, once per seed.
 *
 * @param clip    its id
 * @param cluster what it shares with clips that are not independent of it: its speaker
 * @param fold    the fold that tested it
 * @param truth   index of its class
 * @param correct 1 where the prediction was right and 0 where not, one value per seed
 */
public record ScoredClip(String clip, String cluster, int fold, int truth, double[] correct) {
    public ScoredClip {
        if (correct.length == 0) {
            throw new InvalidInputException("clip '" + clip + "' has no score; give one per seed");
        }
        correct = correct.clone();
    }

    @Override
    public double[] correct() {
        return correct.clone();
    }

    /** The same clip with the scores of another variant taken off. */
    ScoredClip minus(ScoredClip other) {
        if (!clip.equals(other.clip) || fold != other.fold || truth != other.truth
                || correct.length != other.correct.length) {
            throw new InvalidInputException("clip '" + clip + "' of fold " + fold + " with " + correct.length
                    + " seeds is paired with clip '" + other.clip + "' of fold " + other.fold + " with "
                    + other.correct.length + "; give both variants' scores of the same clips in the same order");
        }
        double[] difference = correct.clone();
        for (int seed = 0; seed < difference.length; seed++) {
            difference[seed] -= other.correct[seed];
        }
        return new ScoredClip(clip, cluster, fold, truth, difference);
    }
}
