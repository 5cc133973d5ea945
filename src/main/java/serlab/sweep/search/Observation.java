package serlab.sweep.search;

import java.util.Comparator;

/**
 * What became of a point: a finished trial beats a pruned one, one pruned late beats one pruned early, and among equals
 * the higher score wins.
 *
 * @param point    the trial's settings
 * @param progress resource it was given: {@link #COMPLETE}, the rung it was pruned at, or 0 if it failed
 * @param score    mean validation UAR when it ended
 */
public record Observation(Configuration point, int progress, double score) {
    /** Progress of a trial that was not cut short. */
    public static final int COMPLETE = Integer.MAX_VALUE;
    /** Best first. */
    static final Comparator<Observation> BEST_FIRST =
            Comparator.comparingInt(Observation::progress).thenComparingDouble(Observation::score).reversed();
}
