package serlab.tracking;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import serlab.tracking.registry.RegisteredVersion;

/**
 * One tracked run: what it was made from, what it measured and what it left behind. Every call is on disk when it
 * returns. Safe for use by several threads.
 */
public interface Run extends AutoCloseable {
    /** The run's own key, 32 hexadecimal digits, the same for ever; the server keeps it as the tag {@code serlab.key}. */
    String key();

    /** MLflow's id of the run once the server has it, the {@link #key()} until then. */
    String id();

    void parameters(Map<String, String> parameters);

    /** Metrics of one step (an epoch, from 1). Values that are not finite are not sent; a tag says so instead. */
    void metrics(Map<String, Double> metrics, long step);

    void tags(Map<String, String> tags);

    /** Stores a file's bytes below the run's artifacts at {@code path} ({@code plots/curves.png}). */
    void artifact(String path, byte[] content);

    /** Stores a table below the run's artifacts at {@code path} ({@code tables/classes.json}). */
    void table(String path, LoggedTable table);

    /** Names the corpus that a run used, as an MLflow data set input. */
    void dataset(DatasetInput dataset);

    /** Stores the files of a model folder as a logged model of this run, with {@code name} in the UI. */
    void model(String name, Path folder, ModelSignature signature);

    /**
     * Makes a logged model of this run the newest version of a registered model, and gives it an alias there.
     *
     * @param tags of the version; see {@link RegisteredVersion#tags}
     */
    void register(String model, String registeredName, String alias, Map<String, String> tags);

    /** Ends the run with the last that is told of it, all of it or nothing; a second call does nothing. */
    void finish(RunStatus status, Consumer<Run> last);

    /** Ends the run; a second call does nothing. */
    default void finish(RunStatus status) {
        finish(status, run -> { });
    }

    /** Ends the run as FAILED unless {@link #finish} was called. */
    @Override
    default void close() {
        finish(RunStatus.FAILED);
    }
}
