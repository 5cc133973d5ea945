package serlab.experiment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.LoggerFactory;
import serlab.FolderLock;
import serlab.InvalidInputException;
import serlab.corpus.Corpus;
import serlab.corpus.DuplicateMark;
import serlab.corpus.SpeakerMark;
import serlab.feature.cache.FeatureLoader;
import serlab.model.ModelBundle;
import serlab.model.layer.Cores;
import serlab.tracking.Run;
import serlab.tracking.RunStatus;
import serlab.tracking.Tracker;
import serlab.training.Epoch;
import serlab.training.TrainingListener;
import serlab.training.TrainingMemoryException;

/**
 * Training and test of every variant on every fold and seed, several trainings side by side, one core each, on record:
 * a parent run for the comparison, below it one run per variant, below that one per fold and seed. The results do not
 * depend on how many trainings run side by side.
 */
public final class Comparison {
    private final ComparisonSpec spec;
    private final RunOptions options;
    private final Tracker tracker;
    private final ExperimentListener listener;
    private final OutputFolder out;
    private volatile Recorder recorder;
    /** Whether no further training may begin. */
    private volatile boolean over;

    public Comparison(ComparisonSpec spec, RunOptions options, Tracker tracker, ExperimentListener listener) {
        this.spec = spec;
        this.options = options;
        this.tracker = tracker;
        this.listener = new OneAtATime(listener);
        this.out = new OutputFolder(options.out());
    }

    /**
     * Runs to the end.
     *
     * @throws serlab.InvalidInputException if the corpus does not fit the split, no clip can be used, or another process writes into
     *                                      the output folder
     * @throws TrainingsFailedException     if no training came to a result
     * @throws InterruptedException         if the thread is interrupted; open runs are then marked KILLED
     */
    public ComparisonResult run(Corpus corpus, FeatureLoader loader, Provenance provenance)
            throws InterruptedException {
        return run(corpus, loader, provenance, (result, runs) -> { });
    }

    /** As {@link #run(Corpus, FeatureLoader, Provenance)}, with an addition to its record. */
    public ComparisonResult run(Corpus corpus, FeatureLoader loader, Provenance provenance, Annex annex)
            throws InterruptedException {
        try (FolderLock lock = FolderLock.of(out.root())) {
            return runTaken(corpus, loader, provenance, annex);
        }
    }

    /** As {@link #run(Corpus, FeatureLoader, Provenance, Annex)} into a folder that the caller {@linkplain TakenFolder has taken}. */
    public ComparisonResult runTaken(Corpus corpus, FeatureLoader loader, Provenance provenance, Annex annex)
            throws InterruptedException {
        spec.variants().forEach(variant -> variant.checkNetwork(Math.max(2, corpus.labels().size())));
        PreparedCorpus data = new Preparation(spec, new FeatureReading(corpus, loader, options.workers(), options.strict(),
                listener)).of(corpus, options.expected());
        List<Training> trainings = Training.all(spec, data.corpus());
        List<TrainingKey> keys = trainings.stream().map(Training::key).toList();
        Journal journal = new Journal(out, List.of(ExperimentFile.yaml(spec.settingsOfEachTraining()), data.fingerprint(),
                provenance.version(), provenance.commit().orElse("")), keys, options.anew());
        journal.replaced().ifPresent(listener::notice);
        Optional<KeptRuns> complete = journal.complete();
        Tracker told = complete.map(KeptRuns::tracker).orElse(tracker);
        tellKept(keys, journal, complete.isPresent());
        recorder = new Recorder(told, spec.name(), provenance, data, corpus.place());
        RunStatus end = RunStatus.FAILED;
        try {
            Run parent = spec.variants().size() > 1 || spec.ensemble() ? recorder.open(spec.name(), null,
                    Map.of("kind", spec.ensemble() ? "ensemble" : "comparison"), spec.settings()) : null;
            if (parent != null) {
                recorder.corpus(parent, data, spec.variants().get(0));
            }
            Map<String, Run> runs = new LinkedHashMap<>();
            for (ExperimentSpec variant : spec.variants()) {
                Run run = recorder.open(variant.name(), parent, Recorder.track(variant, "experiment"),
                        variant.settings());
                run.parameters(Recorder.parameters(variant));
                recorder.corpus(run, data, variant);
                runs.put(variant.name(), run);
            }
            List<FailedTraining> failed = new ArrayList<>();
            List<TrainingResult> results = train(trainings, data, provenance, runs, journal, failed);
            Summarizer summarizer = new Summarizer(spec, out, options.model(), recorder, told);
            if (results.isEmpty()) {
                summarizer.nothing(failed, runs, parent);
                throw new TrainingsFailedException(failed);
            }
            ComparisonResult result = summarizer.summarize(data, results, failed, runs, parent);
            annex.add(result, new Annex.Runs(recorder,
                    parent != null ? parent : runs.get(result.variants().get(0).spec().name()), data, provenance));
            end = RunStatus.FINISHED;
            journal.close(KeptRuns.of(keys, runs, result.page()));
            return result;
        } catch (InterruptedException e) {
            end = RunStatus.KILLED;
            throw e;
        } catch (TrainingMemoryException e) {
            journal.withdraw();
            throw e;
        } finally {
            recorder.finishAll(end == RunStatus.FAILED && Thread.currentThread().isInterrupted() ? RunStatus.KILLED : end);
        }
    }

    private void tellKept(List<TrainingKey> keys, Journal journal, boolean complete) {
        if (complete) {
            listener.finishedBefore("finished before, with the same settings on the same clips: nothing is trained or tracked anew; to "
                    + "train again, name another folder with --out, or delete '" + out.root() + "'");
            return;
        }
        long kept = keys.stream().filter(key -> journal.finished(key).isPresent()).count();
        if (kept > 0) {
            listener.notice("going on where the last run stopped: " + kept + " of " + keys.size()
                    + (keys.size() == 1 ? " training is done" : " trainings are done"));
        }
    }

    /** Marks every open run as killed; for when the process is told to end. */
    public void kill() {
        Recorder current = recorder;
        if (current != null) {
            current.finishAll(RunStatus.KILLED);
        }
    }

    /** The trainings that came to a result, in their order; those that did not are added to {@code failed}, in theirs. */
    private List<TrainingResult> train(List<Training> trainings, PreparedCorpus data, Provenance provenance, Map<String, Run> runs,
                                    Journal journal, List<FailedTraining> failed)
            throws InterruptedException {
        int workers = Math.min(options.workers(), trainings.size());
        listener.trainingStarts(trainings.size(),
                trainings.stream().mapToInt(t -> t.spec().epochs()).sum(), workers);
        Cores cores = new Cores(options.workers());
        TrainingPlace place = options.cluster().<TrainingPlace>map(cluster -> new ClusterTrainings(cluster, spec, data, provenance))
                .orElse((training, model, states, follow) -> training.run(data, model, new Workplace(provenance, states, cores), follow));
        SpeakerMark speakers = spec.variants().get(0).protocol().speakersAcross(data.corpus());
        ExecutorService pool = Executors.newFixedThreadPool(workers, task -> new Thread(task, "training"));
        ExecutorCompletionService<Outcome> done = new ExecutorCompletionService<>(pool);
        try {
            List<Future<Outcome>> pending = new ArrayList<>();
            for (Training training : trainings) {
                pending.add(done.submit(() -> training(training, data, speakers, place, runs.get(training.key().variant()), journal)));
            }
            for (int i = 0; i < trainings.size(); i++) {
                done.take().get();
            }
            List<TrainingResult> results = new ArrayList<>();
            InvalidInputException refused = null;
            for (Future<Outcome> future : pending) {
                Outcome outcome = future.get();
                outcome.result.ifPresent(results::add);
                outcome.failed.ifPresent(failed::add);
                refused = refused == null ? outcome.refused : refused;
            }
            if (results.isEmpty() && refused != null) {
                throw refused;
            }
            return results;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CancellationException) {
                Thread.currentThread().interrupt();
                throw new InterruptedException(e.getCause().getMessage());
            }
            if (e.getCause() instanceof OutOfMemoryError lacking) {
                throw new TrainingMemoryException(lacking);
            }
            throw e.getCause() instanceof RuntimeException known ? known
                    : new IllegalStateException("training failed: " + e.getCause(), e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    /**
     * What became of a training: a result, or its failure.
     *
     * @param refused what it failed with if that is the fault of the request, else null
     */
    private record Outcome(Optional<TrainingResult> result, Optional<FailedTraining> failed, InvalidInputException refused) {
    }

    private Outcome training(Training training, PreparedCorpus data, SpeakerMark speakers, TrainingPlace place, Run parent, Journal journal) {
        if (over) {
            throw new CancellationException("the comparison has been given up");
        }
        DuplicateMark duplicates = training.duplicates(data.corpus());
        Run run = recorder.open(words(training.key()), parent, training.tags(data.corpus(), speakers), training.spec().settings());
        run.parameters(Recorder.parameters(training.spec()));
        recorder.datasets(run, training, data);
        Optional<FailedTraining> before = journal.failed(training.key());
        if (before.isPresent()) {
            listener.notice(words(training.key()) + " diverged before with the same settings and is not trained again");
            return failed(training, before.get(), run, null);
        }
        AtomicInteger epochs = new AtomicInteger();
        try {
            TrainingListener follow = follow(training, run, epochs);
            TrainingResult result = journal.finished(training.key()).map(known -> replayed(known, follow))
                    .orElseGet(() -> place.run(training, out.training(training.key()).resolve("model"),
                            journal.states(training.key()), follow));
            journal.keep(result);
            recorder.tested(run, training.spec(), result, data.corpus(), duplicates);
            recorder.finish(run, RunStatus.FINISHED);
            listener.trainingDone(result, training.spec().epochs());
            return new Outcome(Optional.of(result), Optional.empty(), null);
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            if (FailedTraining.ofAll(e)) {
                over = true;
                throw e;
            }
            LoggerFactory.getLogger(Comparison.class).error("{} failed", training.key(), e);
            FailedTraining failure = FailedTraining.of(training.key(), (epochs.get() + 1) % (training.spec().epochs() + 1), e);
            journal.keep(failure);
            return failed(training, failure, run, e instanceof InvalidInputException refused ? refused : null);
        }
    }

    private Outcome failed(Training training, FailedTraining failure, Run run, InvalidInputException refused) {
        recorder.failed(run, failure);
        listener.trainingFailed(failure, training.spec().epochs());
        return new Outcome(Optional.empty(), Optional.of(failure), refused);
    }

    private static TrainingResult replayed(TrainingResult known, TrainingListener listener) {
        known.curve().epochs().forEach(epoch -> listener.epochDone(epoch, false));
        return known;
    }

    private TrainingListener follow(Training training, Run run, AtomicInteger epochs) {
        return new TrainingListener() {
            @Override
            public void resumed(int done, double seconds) {
                listener.notice(words(training.key()) + " goes on behind epoch " + done);
            }

            @Override
            public void batchDone(int epoch, int batch, int batches) {
                listener.batchDone(training.key(), epoch, batch, batches);
            }

            @Override
            public void epochDone(Epoch epoch, boolean chosen) {
                epochs.set(epoch.number());
                recorder.epoch(run, epoch);
                listener.epochDone(training.key(), epoch, training.spec().epochs());
            }
        };
    }

    private static String words(TrainingKey key) {
        return key.variant() + ", fold " + key.fold() + ", seed " + key.seed();
    }

    /** Where the model that {@code ./ser predict} takes by default is kept below the folder of all outputs. */
    public static Path defaultModel(Path outputs) {
        return outputs.resolve("model");
    }

    /** Loads the default model, if a comparison or run has left one. */
    public static Optional<ModelBundle> loadDefault(Path outputs) {
        Path folder = defaultModel(outputs);
        return Files.isDirectory(folder) ? Optional.of(ModelBundle.load(folder)) : Optional.empty();
    }
}
