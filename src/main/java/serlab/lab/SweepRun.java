package serlab.lab;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import serlab.FolderLock;
import serlab.ShutdownHook;
import serlab.corpus.Corpus;
import serlab.corpus.CorpusFingerprint;
import serlab.experiment.ExpectedCorpus;
import serlab.experiment.ExperimentFile;
import serlab.experiment.TakenFolder;
import serlab.feature.duplicate.CorpusHearing;
import serlab.sweep.Judge;
import serlab.sweep.Judgment;
import serlab.sweep.Sweep;
import serlab.sweep.SweepListener;
import serlab.sweep.SweepOutput;
import serlab.sweep.SweepRecorder;
import serlab.sweep.SweepSpec;
import serlab.sweep.SweepState;
import serlab.sweep.SweepStatus;
import serlab.sweep.TrialStore;
import serlab.sweep.engine.Engine;
import serlab.sweep.engine.LocalEngine;
import serlab.tracking.Run;
import serlab.tracking.RunStatus;
import serlab.tracking.Tracker;

/**
 * The use case "sweep": opens the corpus, searches in worker processes, tests the finalists and judges them. Finished trials
 * are kept in the folder of its outputs; started again there, it goes on.
 */
public final class SweepRun {
    /** How long to wait for the tracking server. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Workspace workspace;
    private final RunSettings settings;
    private final Map<String, String> tags;

    /** @param tags of every run that is tracked */
    public SweepRun(Workspace workspace, RunSettings settings, Map<String, String> tags) {
        this.workspace = workspace;
        this.settings = settings;
        this.tags = Map.copyOf(tags);
    }

    /**
     * A sweep with its corpus.
     *
     * @param corpus its duplicates and marks known
     */
    public record Opened(SweepSpec spec, Corpus corpus) {
    }

    /** Shows how a sweep goes. */
    public interface Display extends SweepListener {
        /** The search begins or goes on. */
        default void begins(SweepSpec spec, SweepStatus status) {
            // need not be shown
        }

        /** All trials and finalists are done, or nothing more is shown of them. */
        default void ends() {
            // need not be shown
        }

        /** The process was told to end. */
        default void stopped() {
            // need not be shown
        }
    }

    /** Opens where trials run. */
    public interface EngineSource {
        /** @param state folder for what workers leave */
        Engine open(List<String> workerCommand, Path state);

        /** Some trainings of this machine at a time, in one process that shares features and compiled code among them. */
        static EngineSource local(int workers) {
            return (command, state) -> new LocalEngine(command, state.resolve("workers.out"), workers, workers);
        }
    }

    /**
     * What a sweep comes to.
     *
     * @param judgment empty if no finalist was tested
     * @param output   the files that were written; empty without judgment
     * @param page     address of the tracked runs, if they were tracked now
     */
    public record Result(SweepState found, Corpus corpus, Path out, Optional<Judgment> judgment,
                         Optional<SweepOutput> output, Optional<String> page) {
    }

    /** What a sweep file asks for where the voices are not synthetic. */
    public SweepSpec read(ExperimentFile file) {
        return SweepSpec.of(file.forCorpus(false).with(settings.overrides()));
    }

    /** Opens the corpus of a sweep file; the file is read once more only where it says what else holds for synthetic voices. */
    public Opened open(ExperimentFile file, SweepSpec asked) throws InterruptedException {
        Corpus found = asked.anyExperiment().corpus().open(workspace.corpora(), settings.data());
        Corpus corpus = new CorpusHearing(settings.cache(), settings.workers(), (done, total) -> { })
                .of(found, CorpusFingerprint.of(found));
        return new Opened(corpus.synthetic() && file.differsWhenSynthetic()
                ? SweepSpec.of(file.forCorpus(true).with(settings.overrides())) : asked, corpus);
    }

    /**
     * Searches, tests and judges.
     *
     * @param featureThreads of each worker
     * @param anyway         whether finished trials are kept although the file has changed
     * @throws serlab.InvalidInputException if the folder holds another sweep, or lies in that of the corpus
     */
    public Result run(Opened opened, TakenFolder folder, EngineSource engines, int featureThreads, boolean anyway, Display display)
            throws InterruptedException {
        folder.requireApartFrom(opened.corpus());
        return worked(opened, folder.path(), engines, featureThreads, (store, engine, fingerprint) ->
                tracked(opened, folder.path(), store, engine, fingerprint, anyway, display));
    }

    /**
     * Searches alone: nothing is tracked, and what finalists there are is not judged.
     *
     * @param featureThreads of each worker
     * @throws serlab.InvalidInputException if another process writes into the folder, or it holds another sweep
     */
    public SweepState search(Opened opened, Path out, EngineSource engines, int featureThreads, SweepListener listener)
            throws InterruptedException {
        try (FolderLock lock = FolderLock.of(out)) {
            return worked(opened, out, engines, featureThreads, (store, engine, fingerprint) -> {
                Sweep sweep = new Sweep(opened.spec(), opened.corpus(), store, engine, models(out), listener);
                sweep.claim(false, fingerprint);
                sweep.run();
                return sweep.state();
            });
        }
    }

    /** What is done with the trials of a folder. */
    private interface Work<T> {
        T with(TrialStore store, Engine engine, String fingerprint) throws InterruptedException;
    }

    private <T> T worked(Opened opened, Path out, EngineSource engines, int featureThreads, Work<T> work) throws InterruptedException {
        Path state = out.resolve("state");
        String fingerprint = CorpusFingerprint.of(opened.corpus()).hex();
        try (TrialStore store = new TrialStore(state.resolve("sweep.db"));
                Engine engine = engines.open(worker(opened, fingerprint, state, featureThreads), state)) {
            return work.with(store, engine, fingerprint);
        }
    }

    private Result tracked(Opened opened, Path out, TrialStore store, Engine engine, String fingerprint, boolean anyway, Display display)
            throws InterruptedException {
        SweepSpec spec = opened.spec();
        Corpus corpus = opened.corpus();
        try (Tracker tracker = workspace.tracker(settings.tracking(), tags, settings.progress());
                SweepRecorder recorder = new SweepRecorder(tracker, spec, corpus, fingerprint, store, models(out),
                        workspace.provenance())) {
            Sweep sweep = new Sweep(spec, corpus, store, engine, models(out), display.and(recorder));
            sweep.claim(anyway, fingerprint);
            display.begins(spec, sweep.status());
            recorder.catchUp(sweep.state());
            ShutdownHook stop = ShutdownHook.of("ending", () -> {
                engine.close();
                display.stopped();
                recorder.stop(RunStatus.KILLED);
                tracker.tellEnds();
            });
            try {
                sweep.run();
            } finally {
                display.ends();
                stop.close();
            }
            return judged(sweep.state(), corpus, out, store, tracker, recorder, display);
        }
    }

    private static Path models(Path out) {
        return out.resolve("finalists");
    }

    private List<String> worker(Opened opened, String fingerprint, Path state, int featureThreads) {
        ExpectedCorpus expected = new ExpectedCorpus(opened.spec().name(), opened.corpus().clips().size(), fingerprint);
        return WorkerCommandLine.of(workspace, settings.data(), expected, state, featureThreads, settings.strict());
    }

    private static Result judged(SweepState found, Corpus corpus, Path out, TrialStore store, Tracker tracker,
                                 SweepRecorder recorder, Display display) {
        Optional<Judgment> judgment = new Judge(found, corpus).judge();
        Optional<SweepOutput> output = judgment.map(judged -> SweepOutput.of(found, judged, corpus));
        output.ifPresent(files -> files.write(out));
        Optional<String> page = Optional.empty();
        if (!SweepRecorder.recorded(store)) {
            Run parent = recorder.finish(found, judgment, output.map(SweepOutput::files).orElse(Map.of()));
            tracker.flush(PATIENCE);
            page = tracker.page(parent, "test/uar");
            tracker.notices().forEach(display::notice);
        }
        judgment.ifPresent(judged -> SweepOutput.check(out, found, judged, models(out)));
        return new Result(found, corpus, out, judgment, output, page);
    }
}
