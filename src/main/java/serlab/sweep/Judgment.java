package serlab.sweep;

import java.util.List;
import java.util.Optional;
import serlab.evaluation.ClusteredUar;

/**
 * What a sweep comes to.
 *
 * @param ranked      finalists by mean test UAR, highest first
 * @param chosen      the finalist with the highest mean validation UAR of the repeats; test clips have no say
 * @param nested      test UAR of choosing anew in every fold on its validation clips: what the choice among the finalists
 *                    is worth on clips that had no part in it
 * @param pairs       every two finalists compared that tested clips in common
 * @param importance  most important first
 * @param folds       folds tested
 * @param untouched   folds among them whose test clips the search never validated on
 * @param failed      repeats of finalists that failed and are missing from all means
 */
public record Judgment(List<Finalist> ranked, Finalist chosen, Optional<ClusteredUar> nested, List<Pair> pairs,
                        List<Importance> importance, List<Integer> folds, List<Integer> untouched,
                        List<FailedRepeat> failed) {
    public Judgment {
        ranked = List.copyOf(ranked);
        pairs = List.copyOf(pairs);
        importance = List.copyOf(importance);
        folds = List.copyOf(folds);
        untouched = List.copyOf(untouched);
        failed = List.copyOf(failed);
    }

    /**
     * Two finalists on the same test clips.
     *
     * @param first     the one with the higher mean
     * @param second    the other
     * @param test      of first minus second
     * @param adjustedP p after Holm's correction for the number of pairs
     */
    public record Pair(int first, int second, ClusteredUar test, double adjustedP) {
        private static final double LEVEL = 0.05;

        public boolean beyondNoise() {
            return adjustedP < LEVEL;
        }
    }

    /**
     * How much of the variance of validation UAR a parameter explains by itself.
     *
     * @param key    the parameter
     * @param share  in [0, 1]
     * @param trials it is based on
     */
    public record Importance(String key, double share, int trials) {
    }
}
