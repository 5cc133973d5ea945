package serlab.sweep.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a worker is asked to do: a trial of the search, or one training of a finalist.
 *
 * @param id         names it for ever: {@code trial-7}, {@code final-7-fold-0-seed-1}
 * @param trial      number of the trial
 * @param experiment settings of the experiment, as a file would hold them
 * @param units      its trainings, in order
 * @param model      folder that gets the model, for a training that is tested; otherwise {@code null}
 * @param byFolds    whether rungs count trainings rather than epochs of the first
 * @param rungs      where scores are noted
 * @param needed     score needed to go on, by rung
 */
public record Job(String id, int trial, Map<String, Object> experiment, List<TrialTraining> units, String model, boolean byFolds,
                  List<Integer> rungs, Map<Integer, Double> needed) {
    private static final String FINAL = "final-";

    public static String trialId(int number) {
        return "trial-" + number;
    }

    /** Number of the trial that a job's id is about. */
    public static int trialOf(String id) {
        return Integer.parseInt(id.split("-")[1]);
    }

    /** Folder of a finalist's model. */
    public static Path model(Path models, int trial, TrialTraining unit) {
        return models.resolve("trial-" + trial).resolve("fold-" + unit.fold() + "-seed-" + unit.seed()).resolve("model");
    }

    public static String finalId(int trial, TrialTraining unit) {
        return FINAL + trial + "-fold-" + unit.fold() + "-seed-" + unit.seed();
    }

    /** Whether a job of this id is a training of a finalist. */
    public static boolean isFinal(String id) {
        return id.startsWith(FINAL);
    }

    /** Fold and seed of a finalist's training, by its id. */
    public static TrialTraining unitOf(String id) {
        String[] parts = id.split("-fold-|-seed-");
        return new TrialTraining(Integer.parseInt(parts[1]), Long.parseLong(parts[2]));
    }
}
