package serlab.experiment;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import serlab.tracking.DatasetInput;
import serlab.tracking.LoggedTable;
import serlab.tracking.ModelSignature;
import serlab.tracking.Run;
import serlab.tracking.RunRequest;
import serlab.tracking.RunStatus;
import serlab.tracking.Tracker;

/**
 * Tracking that keeps nothing: what an experiment is without tracking.
 *
 * @param ids  what runs are called that were tracked before, by their names
 * @param page where they are shown
 */
public record Untracked(Map<String, String> ids, Optional<String> page) implements Tracker {
    private static final String NOBODY = "0".repeat(32);

    /** Nothing was tracked before. */
    public Untracked() {
        this(Map.of(), Optional.empty());
    }

    @Override
    public Run start(RunRequest request) {
        return new Forgotten(ids.getOrDefault(request.name(), NOBODY));
    }

    @Override
    public void record(RunRequest request, Duration took, Consumer<Run> story) {
        story.accept(start(request));
    }

    @Override
    public Optional<String> page(Run parent, String metric) {
        return page;
    }

    @Override
    public boolean flush(Duration patience) {
        return true;
    }

    @Override
    public void tellEnds() {
        // nobody is told
    }

    @Override
    public List<String> notices() {
        return List.of();
    }

    @Override
    public void close() {
        // nothing was opened
    }

    /** A run of which nothing is kept. */
    private record Forgotten(String key) implements Run {

        @Override
        public String id() {
            return key();
        }

        @Override
        public void parameters(Map<String, String> parameters) {
            // not kept
        }

        @Override
        public void metrics(Map<String, Double> metrics, long step) {
            // not kept
        }

        @Override
        public void tags(Map<String, String> tags) {
            // not kept
        }

        @Override
        public void artifact(String path, byte[] content) {
            // not kept
        }

        @Override
        public void table(String path, LoggedTable table) {
            // not kept
        }

        @Override
        public void dataset(DatasetInput dataset) {
            // not kept
        }

        @Override
        public void model(String name, Path folder, ModelSignature signature) {
            // not kept
        }

        @Override
        public void register(String model, String registeredName, String alias, Map<String, String> tags) {
            // not kept
        }

        @Override
        public void finish(RunStatus status, Consumer<Run> last) {
            // not kept
        }
    }
}
