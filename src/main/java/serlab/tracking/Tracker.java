package serlab.tracking;

import java.util.List;
import java.util.Optional;

/** Opens runs. {@link MlflowTracker} sends them to an MLflow server; {@link FolderTracker} keeps them in a folder. */
public interface Tracker extends AutoCloseable {
    Run start(RunRequest request);

    /** Address of a page that shows the children of {@code parent} sorted by {@code metric}, highest first. */
    Optional<String> page(String experiment, Run parent, String metric);

    /** What the user should know: an unreachable server, where records were kept instead. */
    List<String> notices();

    @Override
    void close();
}
