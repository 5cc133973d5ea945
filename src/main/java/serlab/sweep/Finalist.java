package serlab.sweep;

import java.util.Optional;
import serlab.evaluation.ClusteredUar;
import serlab.evaluation.TestScores;
import serlab.sweep.search.Configuration;

/**
 * A trial that was repeated over folds and seeds and tested.
 *
 * @param trial         number of the trial
 * @param point         its settings
 * @param searchScore   validation UAR by which the search picked it; too high, since it is the highest of many
 * @param validationUar mean over folds and seeds of the repeats that were trained
 * @param testUar       the same of the UAR on test clips, each training on its own
 * @param interval      test UAR with its error, where at least two speakers were tested
 * @param parameters    number of weights
 * @param seconds       mean time of one training
 * @param scores        what the trainings said of their test clips
 * @param missing       how many repeats failed
 */
public record Finalist(int trial, Configuration point, double searchScore, double validationUar, double testUar,
                       Optional<ClusteredUar> interval, long parameters, double seconds, TestScores scores, int missing) {
}
