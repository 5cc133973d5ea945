package serlab.sweep.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import serlab.InvalidInputException;
import serlab.Settings;

/**
 * Asynchronous successive halving: at each rung a trial goes on only if its score is among the best {@code 1/reduction} of
 * those that have reached the rung; the first {@code reduction - 1} always do. A trial is compared with the earlier trials that its sweep's window lets it see, so the
 * decision does not depend on which happened to finish first.
 *
 * <p>Source: Li et al., "A system for massively parallel hyperparameter tuning", MLSys 2020; the variant that stops trials
 * rather than pausing them.
 *
 * @param resource  what a rung counts: {@code epochs} of the first training, or {@code folds}, trainings of the trial
 * @param first     the first rung, from 1
 * @param reduction each rung is this many times the one before, at least 2
 */
public record Asha(Resource resource, int first, int reduction) {
    /** What a rung counts. */
    public enum Resource { EPOCHS, FOLDS }

    public Asha {
        if (first < 1 || reduction < 2) {
            throw new InvalidInputException("pruner: first is " + first + " and reduction " + reduction
                    + "; expected at least 1 and 2");
        }
    }

    public static Asha read(Settings section) {
        Resource resource = section.choice("resource", "epochs", Set.of("epochs", "folds")).equals("folds")
                ? Resource.FOLDS : Resource.EPOCHS;
        return new Asha(resource, section.integer("first", resource == Resource.FOLDS ? 1 : 2, 1, 100_000),
                section.integer("reduction", 3, 2, 100));
    }

    public Map<String, Object> settings() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("type", "asha");
        all.put("resource", resource == Resource.FOLDS ? "folds" : "epochs");
        all.put("first", first);
        all.put("reduction", reduction);
        return all;
    }

    /** The rungs below a trial's full resource. */
    public List<Integer> rungs(int full) {
        List<Integer> rungs = new ArrayList<>();
        for (long rung = first; rung < full; rung *= reduction) {
            rungs.add((int) rung);
        }
        return rungs;
    }

    /**
     * The score that a trial needs at each rung to go on.
     *
     * @param full  the trial's full resource
     * @param found scores by rung of the trials it is compared with
     */
    public Map<Integer, Double> needed(int full, List<Map<Integer, Double>> found) {
        Map<Integer, Double> needed = new LinkedHashMap<>();
        for (int rung : rungs(full)) {
            List<Double> scores = found.stream().filter(scored -> scored.containsKey(rung)).map(scored -> scored.get(rung))
                    .sorted(Comparator.reverseOrder()).toList();
            int places = (scores.size() + 1) / reduction;
            if (places > 0) {
                needed.put(rung, scores.get(places - 1));
            }
        }
        return needed;
    }
}
