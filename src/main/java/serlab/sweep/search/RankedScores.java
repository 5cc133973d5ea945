package serlab.sweep.search;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Scores of trials by the rungs they have reached, each rung's in order. Not for several threads. */
public final class RankedScores {
    private static final int FIRST_ROOM = 16;

    private final Map<Integer, Scores> rungs = new HashMap<>();

    /** Of one rung, ascending. */
    private static final class Scores {
        private double[] ascending = new double[FIRST_ROOM];
        private int count;

        void add(double score) {
            if (count == ascending.length) {
                ascending = Arrays.copyOf(ascending, 2 * count);
            }
            int found = Arrays.binarySearch(ascending, 0, count, score);
            int at = found >= 0 ? found : -found - 1;
            System.arraycopy(ascending, at, ascending, at + 1, count - at);
            ascending[at] = score;
            count++;
        }
    }

    /** Of some trials. */
    public static RankedScores of(List<Map<Integer, Double>> trials) {
        RankedScores scores = new RankedScores();
        trials.forEach(scores::add);
        return scores;
    }

    /** Adds those of a trial, by rung. */
    public void add(Map<Integer, Double> trial) {
        trial.forEach((rung, score) -> rungs.computeIfAbsent(rung, key -> new Scores()).add(score));
    }

    /** How many trials have reached a rung. */
    int count(int rung) {
        return rungs.containsKey(rung) ? rungs.get(rung).count : 0;
    }

    /** The score at a place of a rung, from 1, the best. */
    double at(int rung, int place) {
        Scores scores = rungs.get(rung);
        return scores.ascending[scores.count - place];
    }
}
