package serlab.sweep;

import java.util.List;
import java.util.Optional;
import serlab.evaluation.ClusteredUar;
import serlab.evaluation.ScoredClip;

/**
 * A trial that was repeated over folds and seeds and tested.
 *
 * @param trial         number of the trial
 * @param point         its settings
 * @param searchScore   validation UAR by which the search picked it; too high, since it is the highest of many
 * @param validationUar mean over folds and seeds of the repeats
 * @param testUar       mean over folds and seeds of the UAR on test clips
 * @param interval      the same with its error, where at least two speakers were tested
 * @param parameters    number of weights
 * @param seconds       mean time of one training
 * @param clips         test clips with what was right
 */
public record Finalist(int trial, Point point, double searchScore, double validationUar, double testUar,
                       Optional<ClusteredUar> interval, long parameters, double seconds, List<ScoredClip> clips) {
    public Finalist {
        clips = List.copyOf(clips);
    }
}
