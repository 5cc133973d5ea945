package serlab.experiment;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import serlab.tracking.DatasetInput;
import serlab.tracking.LoggedTable;
import serlab.tracking.ModelSignature;
import serlab.tracking.Run;
import serlab.tracking.RunRequest;
import serlab.tracking.RunStatus;
import serlab.tracking.Tracker;
import serlab.training.Epoch;

/** A tracker and listener that keep what runs were told, and what was trained. */
class SeenRuns implements Tracker, ExperimentListener {
    final List<String> notices = new ArrayList<>();
    final Map<String, Integer> epochs = new ConcurrentHashMap<>();
    private final Map<String, Told> runs = new LinkedHashMap<>();

    Told run(String name) {
        return runs.get(name);
    }

    /** Epochs of trainings whose names begin so; those of finished ones are told again. */
    int epochsOf(String name) {
        return epochs.entrySet().stream().filter(entry -> entry.getKey().startsWith(name))
                .mapToInt(Map.Entry::getValue).sum();
    }

    @Override
    public synchronized Run start(RunRequest request) {
        Told told = new Told(new Untracked().start(request));
        runs.put(request.name(), told);
        return told;
    }

    @Override
    public void record(RunRequest request, Duration took, Consumer<Run> story) {
        story.accept(start(request));
    }

    @Override
    public void tellEnds() {
        // all ends are told at once
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
    public List<String> notices() {
        return List.of();
    }

    @Override
    public void close() {
        // nothing was opened
    }

    @Override
    public void featuresProgress(String variant, int done, int total) {
        // features are not what is tested
    }

    @Override
    public void trainingStarts(int trainings, int epochs, int workers) {
        // trainings are counted when they end
    }

    @Override
    public void epochDone(TrainingKey training, Epoch epoch, int plannedEpochs) {
        epochs.merge(training.variant() + ", fold " + training.fold() + ", seed " + training.seed(), 1, Integer::sum);
    }

    @Override
    public void trainingDone(TrainingResult result, int plannedEpochs) {
        // results tell it
    }

    @Override
    public void trainingFailed(FailedTraining failed, int plannedEpochs) {
        notices.add("failed: " + failed.text());
    }

    @Override
    public void notice(String message) {
        notices.add(message);
    }

    /** A run that keeps its tags and how it ended. */
    static final class Told implements Run {
        final Map<String, String> tags = new ConcurrentHashMap<>();
        volatile RunStatus status;
        private final Run nothing;

        Told(Run nothing) {
            this.nothing = nothing;
        }

        @Override
        public String key() {
            return nothing.key();
        }

        @Override
        public String id() {
            return nothing.id();
        }

        @Override
        public void parameters(Map<String, String> parameters) {
            nothing.parameters(parameters);
        }

        @Override
        public void metrics(Map<String, Double> metrics, long step) {
            nothing.metrics(metrics, step);
        }

        @Override
        public void tags(Map<String, String> more) {
            tags.putAll(more);
        }

        @Override
        public void artifact(String path, byte[] content) {
            nothing.artifact(path, content);
        }

        @Override
        public void table(String path, LoggedTable table) {
            nothing.table(path, table);
        }

        @Override
        public void dataset(DatasetInput dataset) {
            nothing.dataset(dataset);
        }

        @Override
        public void model(String name, Path model, ModelSignature signature) {
            nothing.model(name, model, signature);
        }

        @Override
        public void register(String model, String registeredName, String alias, Map<String, String> more) {
            nothing.register(model, registeredName, alias, more);
        }

        @Override
        public void finish(RunStatus how, Consumer<Run> last) {
            if (status == null) {
                last.accept(this);
                status = how;
            }
        }
    }
}
