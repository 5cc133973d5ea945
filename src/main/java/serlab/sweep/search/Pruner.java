package serlab.sweep.search;

import java.util.List;
import java.util.Map;
import serlab.part.Catalog;
import serlab.part.Configured;

/** What stops hopeless trials early: the {@code pruner} section of a sweep file. */
public interface Pruner extends Configured {
    /** Whether its rungs count the trainings of a trial, rather than the epochs of the first. */
    boolean byFolds();

    /** The rungs below a trial's full resource. */
    List<Integer> rungs(int full);

    /**
     * The score that a trial needs at each rung to go on.
     *
     * @param full  the trial's full resource
     * @param found scores of the trials it is compared with
     */
    Map<Integer, Double> needed(int full, RankedScores found);

    /** The pruners by name. */
    static Catalog<Pruner> catalog() {
        return Pruners.ALL;
    }

    /** The pruners that sweep files can name. */
    final class Pruners {
        private static final Catalog<Pruner> ALL = new Catalog<>(Pruner.class, "pruner", List.of(
                Asha.class));

        private Pruners() {
        }
    }
}
