package serlab.sweep;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import serlab.corpus.Corpus;
import serlab.experiment.DottedKeys;
import serlab.experiment.ExperimentFile;
import serlab.experiment.Provenance;
import serlab.sweep.engine.Job;
import serlab.sweep.engine.Outcome;
import serlab.sweep.search.Configuration;
import serlab.tracking.Run;
import serlab.tracking.RunRequest;
import serlab.tracking.RunStatus;
import serlab.tracking.Tracker;

/**
 * Recorder of a sweep in tracked runs while it goes: a parent, below it a run per trial and one per finalist, below a
 * finalist one per fold and seed. A job's run is written when the job is over, in the background; every run is there once,
 * however often the sweep was interrupted.
 */
public final class SweepRecorder implements SweepListener, AutoCloseable {
    /** Fact of the store: key of the parent run, once all is recorded. */
    private static final String RECORDED = "recorded";
    /** Fact of the store: what the parent run is called for ever. */
    private static final String IDENTITY = "run";

    private final Tracker tracker;
    private final SweepSpec spec;
    private final Corpus corpus;
    private final TrialStore store;
    private final Path models;
    private final Map<String, String> common;
    private final Map<Integer, Run> finalists = new HashMap<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread own = new Thread(work, "recorder");
        own.setDaemon(true);
        return own;
    });
    private CompletableFuture<Void> written = CompletableFuture.completedFuture(null);
    private Run parent;

    /**
     * @param fingerprint of the corpus
     * @param models      folder of the finalists' models
     */
    public SweepRecorder(Tracker tracker, SweepSpec spec, Corpus corpus, String fingerprint, TrialStore store, Path models,
                         Provenance provenance) {
        this.tracker = tracker;
        this.spec = spec;
        this.corpus = corpus;
        this.store = store;
        this.models = models;
        Map<String, String> tags = new LinkedHashMap<>(provenance.tags());
        tags.put("corpus", corpus.name());
        tags.put("corpus_synthetic", String.valueOf(corpus.synthetic()));
        corpus.place().ifPresent(where -> tags.putAll(where.tags()));
        tags.put("corpus_fingerprint", fingerprint);
        tags.put("corpus_clips", String.valueOf(corpus.clips().size()));
        tags.put("sweep", spec.name());
        this.common = tags;
    }

    /** Whether a sweep has been recorded to its end. */
    public static boolean recorded(TrialStore store) {
        return store.fact(RECORDED).isPresent();
    }

    /** From now on the sweep is another, with runs of its own. */
    static void forget(TrialStore store) {
        store.removeFact(RECORDED);
        store.removeFact(IDENTITY);
    }

    /** Records what became of jobs before this process; nothing where all is recorded. */
    public void catchUp(SweepState state) {
        if (!recorded(store)) {
            state.outcomes().forEach((job, outcome) -> later(() -> record(job, state.points().get(Job.trialOf(job)), outcome)));
        }
    }

    @Override
    public void moved(SweepStatus status) {
        // runs are of what is over
    }

    @Override
    public void jobDone(Job job, Configuration point, Outcome outcome, SweepStatus status) {
        later(() -> record(job.id(), point, outcome));
    }

    @Override
    public void notice(String message) {
        // for the user, not for the runs
    }

    /** Records what the sweep comes to; the parent run. */
    public Run finish(SweepState state, Optional<Judgment> judgment, Map<String, byte[]> files) {
        later(() -> {
            SweepRuns runs = new SweepRuns(state, corpus, models);
            judgment.ifPresent(judged -> judged.ranked().forEach(finalist -> finalist(finalist.trial(), finalist.point())
                    .finish(RunStatus.FINISHED, run -> runs.finalist(run, finalist, judged))));
            parent().finish(RunStatus.FINISHED, run -> runs.sweep(run, judgment, files));
            store.setFact(RECORDED, parent().key());
        });
        await();
        return parent();
    }

    /** Ends the runs that are open; the same sweep, started again, goes on with them. */
    public synchronized void stop(RunStatus status) {
        thread.shutdown();
        finalists.values().forEach(run -> run.finish(status));
        if (parent != null) {
            parent.finish(status);
        }
    }

    /** Ends the runs that are open as FAILED; none is after {@link #finish}. */
    @Override
    public void close() {
        stop(Thread.currentThread().isInterrupted() ? RunStatus.KILLED : RunStatus.FAILED);
    }

    private void later(Runnable work) {
        if (written.isCompletedExceptionally()) {
            await();
        }
        written = written.thenRunAsync(() -> {
            synchronized (this) {
                work.run();
            }
        }, thread);
    }

    private void await() {
        try {
            written.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : e;
        }
    }

    private void record(String job, Configuration point, Outcome outcome) {
        int number = Job.trialOf(job);
        boolean search = Job.trialId(number).equals(job);
        Run above = search ? parent() : finalist(number, point);
        String name = search ? "trial " + number + ": " + point.shown() : job.replaceFirst("final-(\\d+)", "trial $1")
                .replaceAll("-(fold|seed)-", ", $1 ");
        tracker.record(request(name, above, search ? "trial" : "finalist training", job),
                Duration.ofMillis((long) (1000 * outcome.seconds())), run -> {
                    settings(run, point);
                    SweepRuns.job(run, number, outcome, corpus.labels());
                });
    }

    private synchronized Run parent() {
        if (parent == null) {
            if (store.fact(IDENTITY).isEmpty()) {
                store.setFact(IDENTITY, UUID.randomUUID().toString());
            }
            parent = tracker.start(request(spec.name(), null, "sweep", ""));
            parent.artifact("experiment.yaml", SweepOutput.text(ExperimentFile.yaml(spec.space().base())));
            parent.parameters(spec.searched());
        }
        return parent;
    }

    private synchronized Run finalist(int number, Configuration point) {
        return finalists.computeIfAbsent(number, trial -> {
            Run run = tracker.start(request("finalist, trial " + trial, parent(), "finalist", "finalist-" + trial));
            settings(run, point);
            return run;
        });
    }

    private RunRequest request(String name, Run above, String kind, String identity) {
        Map<String, String> tags = new LinkedHashMap<>(common);
        tags.put("kind", kind);
        return new RunRequest(spec.name(), name, above == null ? null : above.key(), tags,
                store.fact(IDENTITY).orElseThrow() + '/' + identity);
    }

    private void settings(Run run, Configuration point) {
        run.artifact("experiment.yaml", SweepOutput.text(ExperimentFile.yaml(spec.space().settings(point))));
        Map<String, String> flat = DottedKeys.flat(spec.experiment(point).settings());
        flat.remove("name");
        run.parameters(flat);
    }
}
