package serlab.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import serlab.AtomicFile;
import serlab.InvalidInputException;
import serlab.audio.Waveform;
import serlab.audio.file.WavEncoder;
import serlab.experiment.ExperimentListener;
import serlab.experiment.FailedTraining;
import serlab.experiment.TrainingKey;
import serlab.experiment.TrainingResult;
import serlab.feature.cache.FeatureCache;
import serlab.lab.OpenedExperiment;
import serlab.lab.RunSettings;
import serlab.lab.TeachRun;
import serlab.lab.Workspace;
import serlab.model.CardDetails;
import serlab.model.ModelBundle;
import serlab.model.ModelCard;
import serlab.training.Epoch;

/**
 * Classes that are being taught: their clips, in a folder that the owner alone may read and that is deleted at the end, and
 * what became of them.
 */
final class Lesson implements AutoCloseable {
    /** Where it stands. */
    enum State { COLLECTING, LEARNING, LEARNED, FAILED }

    private static final long ENDING_MILLIS = 1000;

    private final String name;
    private final Path folder;
    private final Map<String, Integer> clips = new LinkedHashMap<>();
    private volatile State state = State.COLLECTING;
    private volatile String progress = "";
    private volatile Map<String, Object> result = Map.of();
    private Thread learning;

    Lesson(String name) {
        this.name = name;
        try {
            folder = Files.createTempDirectory("ser-teach-" + ProcessHandle.current().pid() + "-");
        } catch (IOException e) {
            throw AtomicFile.failure(Path.of(System.getProperty("java.io.tmpdir")), e);
        }
    }

    State state() {
        return state;
    }

    /** Clips of each class. */
    synchronized Map<String, Integer> clips() {
        return new LinkedHashMap<>(clips);
    }

    /** Keeps a clip of a class until all are learned. */
    synchronized void add(String label, Waveform sound) {
        int number = clips.merge(label, 1, Integer::sum);
        new AtomicFile(corpus().resolve(label).resolve(String.format(Locale.ROOT, "clip-%03d.wav", number)))
                .write(WavEncoder.encode16(sound));
    }

    private Path corpus() {
        return folder.resolve(name);
    }

    /**
     * Begins to learn, in a thread of its own.
     *
     * @param target  folder that the model is kept in
     * @param learned takes the model once it is there, and gives its id
     * @throws InvalidInputException if there are too few clips
     */
    synchronized void learn(Workspace workspace, Path target, Function<ModelBundle, String> learned) {
        TeachRun teach = new TeachRun(workspace, new RunSettings(Optional.of(corpus()), List.of(), Optional.empty(),
                new FeatureCache(folder.resolve("cache")), 1, false, line -> { }));
        OpenedExperiment opened = teach.open(name);
        state = State.LEARNING;
        progress = "begins";
        learning = new Thread(() -> learn(teach, opened, target, learned), "teach");
        learning.setDaemon(true);
        learning.start();
    }

    private void learn(TeachRun teach, OpenedExperiment opened, Path target, Function<ModelBundle, String> learned) {
        try {
            TeachRun.Result taught = teach.learn(opened, folder.resolve("out"), new Progress());
            taught.model().save(target);
            result = told(teach, taught, learned.apply(taught.model()));
            state = State.LEARNED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail("it was ended");
        } catch (InvalidInputException e) {
            fail(e.getMessage());
        } catch (RuntimeException | Error e) {
            LoggerFactory.getLogger(Lesson.class).error("teaching failed", e);
            fail("the server failed; its log says why");
        } finally {
            delete();
        }
    }

    private void fail(String why) {
        progress = why;
        state = State.FAILED;
    }

    private static Map<String, Object> told(TeachRun teach, TeachRun.Result taught, String id) {
        ModelCard card = taught.model().card().orElseThrow();
        CardDetails details = card.details();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("model", id);
        all.put("labels", taught.model().labels());
        all.put("uar", card.uar());
        all.put("interval", details.interval());
        all.put("chance", 1.0 / taught.model().labels().size());
        all.put("speaker_independent", card.speakerIndependent());
        all.put("encoder", teach.encoder());
        all.put("outlook", details.outlook());
        all.put("curve", details.curve().stream().map(step -> Map.of("clips", step.clips(), "uar", step.uar())).toList());
        return all;
    }

    /** As an answer tells it. */
    Map<String, Object> told() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("state", state.name().toLowerCase(Locale.ROOT));
        all.put("clips", clips());
        all.put("progress", progress);
        if (!result.isEmpty()) {
            all.put("result", result);
        }
        return all;
    }

    private void delete() {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            LoggerFactory.getLogger(Lesson.class).warn("'{}' could not be removed", folder, e);
        }
    }

    /** Ends it; what it was taught of is deleted. */
    @Override
    public void close() {
        Thread thread;
        synchronized (this) {
            thread = learning;
        }
        if (thread != null) {
            thread.interrupt();
            try {
                thread.join(ENDING_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        } else if (Files.isDirectory(folder)) {
            delete();
        }
    }

    /** Progress in a few words. */
    private final class Progress implements ExperimentListener {
        private int trainings;
        private int done;

        @Override
        public void featuresProgress(String variant, int finished, int total) {
            progress = "hearing clip " + finished + " of " + total;
        }

        @Override
        public void trainingStarts(int count, int epochs, int workers) {
            trainings = count;
            progress = "cross-validation";
        }

        @Override
        public void epochDone(TrainingKey training, Epoch epoch, int plannedEpochs) {
            // heads learn at once
        }

        @Override
        public void trainingDone(TrainingResult trained, int plannedEpochs) {
            done++;
            progress = done < trainings ? "cross-validation, " + done + " of " + trainings : "what more clips would bring";
        }

        @Override
        public void trainingFailed(FailedTraining failed, int plannedEpochs) {
            done++;
        }

        @Override
        public void notice(String message) {
            LoggerFactory.getLogger(Lesson.class).info("teaching: {}", message);
        }
    }
}
