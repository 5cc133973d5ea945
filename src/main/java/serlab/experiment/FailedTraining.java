package serlab.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import serlab.InvalidInputException;
import serlab.cluster.ClusterLostException;
import serlab.cluster.UnfitWorkerException;
import serlab.training.DivergedException;

/**
 * A training that came to no result.
 *
 * @param key      which
 * @param epoch    the epoch in which it failed, from 1; 0 where it had not begun or was over
 * @param reason   why, and what to do about it; one line
 * @param diverged whether its numbers ceased to be finite, so that it would fail again with the same settings and seed
 */
public record FailedTraining(TrainingKey key, int epoch, String reason, boolean diverged) {
    /** Tag of a tracked run that says why it failed. */
    static final String TAG = "failure";

    /**
     * @param epoch the epoch that was under way, 0 for none
     */
    static FailedTraining of(TrainingKey key, int epoch, RuntimeException cause) {
        if (cause instanceof RemoteFailureException elsewhere) {
            return elsewhere.failed();
        }
        if (cause instanceof DivergedException diverged) {
            return new FailedTraining(key, diverged.epoch(), diverged.getMessage(), true);
        }
        String message = cause.getMessage() == null ? "" : cause.getMessage().lines().findFirst().orElse("");
        String reason = cause instanceof InvalidInputException ? message
                : (cause.getClass().getSimpleName() + ": " + message).replaceAll(": $", "")
                        + (epoch > 0 ? " in epoch " + epoch : "") + "; the log file says where";
        return new FailedTraining(key, epoch, reason, false);
    }

    /** Whether it would befall every training: the machine ran out of memory, the cluster is gone, or a machine of it is unfit. */
    static boolean ofAll(RuntimeException cause) {
        return outOfMemory(cause) || cause instanceof ClusterLostException || cause instanceof UnfitWorkerException;
    }

    /** Whether the machine ran out of memory, which is no fault of one training. */
    private static boolean outOfMemory(Throwable cause) {
        return cause != null && (cause instanceof OutOfMemoryError || outOfMemory(cause.getCause()));
    }

    /** {@code 1 of 4 trainings failed}. */
    static String counted(List<FailedTraining> failed, int trainings) {
        return failed.size() + " of " + trainings + (trainings == 1 ? " training" : " trainings") + " failed";
    }

    /** {@code log-mel, fold 0, seed 2: training loss is NaN in epoch 1; lower …}. */
    public String text() {
        return key.variant() + ", fold " + key.fold() + ", seed " + key.seedName() + ": " + reason;
    }

    /** For machines: variant, fold, seed, epoch and reason. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("variant", key.variant());
        fields.put("fold", key.fold());
        fields.put("seed", key.seedName());
        fields.put("epoch", epoch);
        fields.put("reason", reason);
        return fields;
    }
}
