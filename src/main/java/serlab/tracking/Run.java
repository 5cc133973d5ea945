package serlab.tracking;

import java.nio.file.Path;
import java.util.Map;

/** One tracked run: what it was made from, what it measured and what it left behind. Safe for use by several threads. */
public interface Run extends AutoCloseable {
    /** The tracker's id of the run (MLflow's run id). */
    String id();

    void parameters(Map<String, String> parameters);

    /** Metrics of one step (an epoch, from 1). Values that are not finite are not sent; a tag says so instead. */
    void metrics(Map<String, Double> metrics, long step);

    void tags(Map<String, String> tags);

    /** Stores a file's bytes below the run's artifacts at {@code path} ({@code plots/curves.png}). */
    void artifact(String path, byte[] content);

    /** Names the corpus that a run used, as an MLflow data set input. */
    void dataset(DatasetInput dataset);

    /** Stores the files of a model folder as a logged model of this run, with {@code name} in the UI. */
    void model(String name, Path folder);

    /** Ends the run; a second call does nothing. */
    void finish(RunStatus status);

    /** Ends the run as FAILED unless {@link #finish} was called. */
    @Override
    default void close() {
        finish(RunStatus.FAILED);
    }
}
