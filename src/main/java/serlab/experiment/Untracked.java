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

/** Tracking that keeps nothing: what an experiment is without tracking. */
public record Untracked() implements Tracker {
    @Override
    public Run start(RunRequest request) {
        return new Forgotten();
    }

    @Override
    public void record(RunRequest request, Duration took, Consumer<Run> story) {
        story.accept(new Forgotten());
    }

    @Override
    public Optional<String> page(Run parent, String metric) {
        return Optional.empty();
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
    private record Forgotten() implements Run {
        @Override
        public String key() {
            return "0".repeat(32);
        }

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
