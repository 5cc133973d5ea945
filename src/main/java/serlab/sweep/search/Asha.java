package serlab.sweep.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import serlab.part.Declaration;
import serlab.part.Given;
import serlab.part.Option;
import serlab.part.Part;

/**
 * Asynchronous successive halving: at each rung a trial goes on only if its score is among the best {@code 1/reduction} of
 * those that have reached the rung; the first {@code reduction - 1} always do. A trial is compared with the earlier trials
 * that its sweep's window lets it see, so the decision does not depend on which happened to finish first.
 *
 * <p>Source: Li et al., "A system for massively parallel hyperparameter tuning", MLSys 2020; the variant that stops trials
 * rather than pausing them.
 */
@Part(name = "asha", does = "asynchronous successive halving: a trial goes on only among the best at each rung")
public record Asha(
        @Option(value = "epochs", meaning = "what a rung counts: epochs of the first training, or trainings of the trial")
        Resource resource,
        @Option(value = "2, or 1 for folds", computed = "firstOf", min = 1, max = 100_000, meaning = "the first rung")
        int first,
        @Option(value = "3", min = 2, max = 100, meaning = "each rung is this many times the one before") int reduction)
        implements Pruner {
    /** What a rung counts. */
    public enum Resource { EPOCHS, FOLDS }

    public Asha {
        Declaration.check(Asha.class, resource, first, reduction);
    }

    private static Object firstOf(Given before) {
        return before.get("resource", Resource.class) == Resource.FOLDS ? 1 : 2;
    }

    @Override
    public boolean byFolds() {
        return resource == Resource.FOLDS;
    }

    @Override
    public List<Integer> rungs(int full) {
        List<Integer> rungs = new ArrayList<>();
        for (long rung = first; rung < full; rung *= reduction) {
            rungs.add((int) rung);
        }
        return rungs;
    }

    @Override
    public Map<Integer, Double> needed(int full, RankedScores found) {
        Map<Integer, Double> needed = new LinkedHashMap<>();
        for (int rung : rungs(full)) {
            int places = (found.count(rung) + 1) / reduction;
            if (places > 0) {
                needed.put(rung, found.at(rung, places));
            }
        }
        return needed;
    }
}
