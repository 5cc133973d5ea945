package serlab.experiment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import serlab.tracking.Run;
import serlab.tracking.Tracker;

/**
 * The tracked runs of a comparison that has come to its end, so that it need not be tracked again.
 *
 * @param trainings all of its trainings
 * @param runs      ids of its variants' runs, by variant
 * @param page      address of a page that shows them; null if there is none
 */
record KeptRuns(List<String> trainings, Map<String, String> runs, String page) {
    KeptRuns {
        trainings = List.copyOf(trainings);
        runs = Map.copyOf(runs);
    }

    static KeptRuns of(List<TrainingKey> trainings, Map<String, Run> runs, Optional<String> page) {
        return new KeptRuns(names(trainings), runs.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, run -> run.getValue().id())),
                page.orElse(null));
    }

    /** Whether these are the runs of such a comparison. */
    boolean areOf(List<TrainingKey> all) {
        return trainings.equals(names(all));
    }

    private static List<String> names(List<TrainingKey> trainings) {
        return trainings.stream().map(key -> key.variant() + "/" + key.shortName()).toList();
    }

    /** A tracker that answers with these runs and tells nobody. */
    Tracker tracker() {
        return new Untracked(runs, Optional.ofNullable(page));
    }
}
