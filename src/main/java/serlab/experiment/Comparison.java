package serlab.experiment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.LoggerFactory;
import serlab.InvalidInputException;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.DuplicateMark;
import serlab.feature.cache.FeatureLoader;
import serlab.model.ModelBundle;
import serlab.tracking.Run;
import serlab.tracking.RunStatus;
import serlab.tracking.Tracker;
import serlab.training.Epoch;
import serlab.training.TrainingListener;

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
     * @throws serlab.InvalidInputException if the corpus does not fit the split, or no clip can be used
     * @throws TrainingsFailedException     if no training came to a result
     * @throws InterruptedException         if the thread is interrupted; open runs are then marked KILLED
     */
    public ComparisonResult run(Corpus corpus, FeatureLoader loader, Provenance provenance)
            throws InterruptedException {
        spec.variants().forEach(variant -> variant.checkNetwork(Math.max(2, corpus.labels().size())));
        Prepared read = Prepared.of(corpus, spec, loader, options, listener);
        options.expected().ifPresent(expected -> expected.require(corpus, read.fingerprint()));
        reportSkipped(corpus, read);
        reportDuplicates(read.corpus());
        ExperimentSpec first = spec.variants().get(0);
        Prepared usable = first.leaks().any() ? read.withLeaks(first, loader, options, listener) : read;
        List<Trial> trials = trials(usable.corpus());
        if (options.strict()) {
            first.duplicatesAcross(usable.corpus()).requireNone(corpus.name(), first.protocol().name());
        }
        if (spec.ensemble()) {
            EnsembleRows.requireSameClips(spec.name(), trials);
        }
        Prepared data = usable.withCopies(trials, loader, options, listener);
        Journal journal = new Journal(out, List.of(ExperimentFile.yaml(spec.settingsOfEachTraining()), data.fingerprint(),
                provenance.version(), provenance.commit().orElse("")), trials.stream().map(Trial::key).toList());
        long kept = trials.stream().filter(trial -> journal.finished(trial.key()).isPresent()).count();
        if (kept > 0) {
            listener.notice("going on where the last run stopped: " + kept + " of " + trials.size()
                    + (trials.size() == 1 ? " training is done" : " trainings are done"));
        }
        recorder = new Recorder(tracker, spec.name(), provenance, data, corpus.place());
        boolean finished = false;
        try {
            Run parent = spec.variants().size() > 1 || spec.ensemble() ? recorder.open(spec.name(), null,
                    Map.of("kind", spec.ensemble() ? "ensemble" : "comparison"), spec.settings()) : null;
            if (parent != null) {
                recorder.corpus(parent, data, first);
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
            List<TrialResult> results = train(trials, data, provenance, runs, journal, failed);
            Summarizer summarizer = new Summarizer(spec, out, options.model(), recorder, tracker);
            if (results.isEmpty()) {
                summarizer.nothing(failed, runs, parent);
                throw new TrainingsFailedException(failed);
            }
            ComparisonResult result = summarizer.summarize(data, results, failed, runs, parent);
            finished = true;
            journal.close();
            return result;
        } finally {
            recorder.finishAll(finished ? RunStatus.FINISHED
                    : Thread.currentThread().isInterrupted() ? RunStatus.KILLED : RunStatus.FAILED);
        }
    }

    /** Marks every open run as killed; for when the process is told to end. */
    public void kill() {
        Recorder current = recorder;
        if (current != null) {
            current.finishAll(RunStatus.KILLED);
        }
    }

    private void reportDuplicates(Corpus corpus) {
        int clips = corpus.duplicates().groups().size();
        if (clips > 0) {
            listener.notice(clips + " clips are duplicates of " + corpus.duplicates().groups().values().stream().distinct()
                    .count() + " recordings; each recording is on one side of the split wherever the protocol can choose "
                    + "(./ser audit names them)");
        }
    }

    private void reportSkipped(Corpus corpus, Prepared data) {
        data.skipped().forEach(reason -> listener.notice("skipped: " + reason));
        if (!data.skipped().isEmpty()) {
            listener.notice(data.skipped().size() + " of " + (data.corpus().clips().size() + data.skipped().size())
                    + " clips were skipped (an error under --strict)");
        }
        Set<String> left = new HashSet<>(corpus.clips().stream().map(Clip::id).toList());
        data.corpus().clips().forEach(clip -> left.remove(clip.id()));
        corpus.lostWithout(left).forEach(line -> listener.notice("WARNING: " + line));
    }

    private List<Trial> trials(Corpus corpus) {
        List<Trial> trials = new ArrayList<>();
        ExperimentSpec first = spec.variants().get(0);
        for (int fold : first.foldsOf(corpus)) {
            for (long seed : first.seeds()) {
                for (ExperimentSpec variant : spec.variants()) {
                    trials.add(new Trial(variant, new TrialKey(variant.name(), fold, seed),
                            first.protocol().split(corpus, fold, seed)));
                }
            }
        }
        return trials;
    }

    /** The trainings that came to a result, in their order; those that did not are added to {@code failed}, in theirs. */
    private List<TrialResult> train(List<Trial> trials, Prepared data, Provenance provenance, Map<String, Run> runs,
                                    Journal journal, List<FailedTraining> failed)
            throws InterruptedException {
        int workers = Math.min(options.workers(), trials.size());
        listener.trainingStarts(trials.size(),
                trials.stream().mapToInt(t -> t.spec().epochs()).sum(), workers);
        ExecutorService pool = Executors.newFixedThreadPool(workers, task -> new Thread(task, "training"));
        ExecutorCompletionService<Outcome> done = new ExecutorCompletionService<>(pool);
        try {
            List<Future<Outcome>> pending = new ArrayList<>();
            for (Trial trial : trials) {
                pending.add(done.submit(() -> trial(trial, data, provenance, runs.get(trial.key().variant()), journal)));
            }
            for (int i = 0; i < trials.size(); i++) {
                done.take().get();
            }
            List<TrialResult> results = new ArrayList<>();
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
    private record Outcome(Optional<TrialResult> result, Optional<FailedTraining> failed, InvalidInputException refused) {
    }

    private Outcome trial(Trial trial, Prepared data, Provenance provenance, Run parent, Journal journal) {
        Map<String, String> tags = Recorder.track(trial.spec(), "training");
        tags.put("split", trial.split().protocol());
        tags.put("split_fingerprint", trial.split().fingerprint());
        tags.put("speaker_independent", String.valueOf(trial.split().speakerIndependent()));
        tags.put("fold", String.valueOf(trial.key().fold()));
        tags.put("seed", String.valueOf(trial.key().seed()));
        tags.put("variant", trial.key().variant());
        DuplicateMark duplicates = trial.duplicates(data.corpus());
        if (duplicates.any()) {
            tags.put("duplicates_across_split", duplicates.across() + " of " + duplicates.tested() + " test clips");
        }
        if (trial.spec().leaks().any()) {
            tags.put("leaky", "true");
            tags.put("leaks", String.join(", ", trial.spec().leaks().words()));
        }
        Run run = recorder.open(trial.key().variant() + ", fold " + trial.key().fold() + ", seed " + trial.key().seed(),
                parent, tags, trial.spec().settings());
        run.parameters(Recorder.parameters(trial.spec()));
        recorder.datasets(run, trial, data);
        Optional<FailedTraining> before = journal.failed(trial.key());
        if (before.isPresent()) {
            listener.notice(before.get().key().variant() + ", fold " + trial.key().fold() + ", seed " + trial.key().seed()
                    + " diverged before with the same settings and is not trained again");
            return failed(trial, before.get(), run, null);
        }
        AtomicInteger epochs = new AtomicInteger();
        try {
            TrainingListener follow = follow(trial, run, epochs);
            TrialResult result = journal.finished(trial.key()).map(known -> replayed(known, follow))
                    .orElseGet(() -> trial.run(data, out.trial(trial.key()), provenance, follow));
            journal.keep(result);
            recorder.tested(run, trial.spec(), result, data.corpus(), duplicates);
            recorder.finish(run, RunStatus.FINISHED);
            listener.trialDone(result, trial.spec().epochs());
            return new Outcome(Optional.of(result), Optional.empty(), null);
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            if (FailedTraining.outOfMemory(e)) {
                throw e;
            }
            LoggerFactory.getLogger(Comparison.class).error("{} failed", trial.key(), e);
            FailedTraining failure = FailedTraining.of(trial.key(), (epochs.get() + 1) % (trial.spec().epochs() + 1), e);
            journal.keep(failure);
            return failed(trial, failure, run, e instanceof InvalidInputException refused ? refused : null);
        }
    }

    private Outcome failed(Trial trial, FailedTraining failure, Run run, InvalidInputException refused) {
        recorder.failed(run, failure);
        listener.trialFailed(failure, trial.spec().epochs());
        return new Outcome(Optional.empty(), Optional.of(failure), refused);
    }

    private static TrialResult replayed(TrialResult known, TrainingListener listener) {
        known.training().epochs().forEach(epoch -> listener.epochDone(epoch, false));
        return known;
    }

    private TrainingListener follow(Trial trial, Run run, AtomicInteger epochs) {
        return (Epoch epoch, boolean chosen) -> {
            epochs.set(epoch.number());
            recorder.epoch(run, epoch);
            listener.epochDone(trial.key(), epoch, trial.spec().epochs());
        };
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
