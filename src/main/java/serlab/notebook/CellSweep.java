package serlab.notebook;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import serlab.InvalidInputException;
import serlab.ShutdownHook;
import serlab.corpus.Corpus;
import serlab.corpus.CorpusFingerprint;
import serlab.corpus.locate.CorpusLocator;
import serlab.experiment.ExperimentFile;
import serlab.experiment.Provenance;
import serlab.feature.cache.FeatureCache;
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
import serlab.sweep.engine.Job;
import serlab.sweep.engine.LocalEngine;
import serlab.sweep.engine.Outcome;
import serlab.sweep.search.Configuration;
import serlab.tracking.RunStatus;
import serlab.tracking.Tracker;

/**
 * Sweep run from a cell, with worker processes like those of the command line.
 *
 * @param training knows folders and tracking
 * @param corpora  where corpora are looked for
 */
record CellSweep(CellTraining training, CorpusLocator corpora) {
    private static final List<String> SHORT = List.of("sampler.trials=3", "sampler.startup=3", "finalists.count=2",
            "finalists.seeds=[1]");

    SweepResult run(ExperimentFile asked, List<String> overrides) throws InterruptedException {
        List<String> all = new ArrayList<>(overrides);
        all.addAll(training.smoke() ? SHORT : List.of());
        ExperimentFile file = asked.with(all);
        Corpus opened = SweepSpec.of(file.forCorpus(false)).anyExperiment().corpus().open(corpora, Optional.empty());
        Corpus corpus = training.heard(opened);
        SweepSpec spec = SweepSpec.of(file.forCorpus(corpus.synthetic()));
        Path out = training.folder(spec.name());
        Path state = out.resolve("state");
        LiveCell cell = new LiveCell();
        Path models = out.resolve("finalists");
        String fingerprint = CorpusFingerprint.of(corpus).hex();
        try (TrialStore store = new TrialStore(state.resolve("sweep.db"));
                LocalEngine engine = new LocalEngine(workers(state, corpus.clips().size(), fingerprint),
                        state.resolve("workers.out"), Runtime.getRuntime().availableProcessors());
                Tracker tracker = training.tracker();
                SweepRecorder recorder = new SweepRecorder(tracker, spec, corpus, fingerprint, store, models,
                        Provenance.of(training.root()));
                ShutdownHook stop = ShutdownHook.of("kill", () -> {
                    engine.close();
                    recorder.stop(RunStatus.KILLED);
                    tracker.tellEnds();
                })) {
            Sweep sweep = new Sweep(spec, corpus, store, engine, models, new Bar(cell).and(recorder));
            sweep.claim(false, fingerprint);
            recorder.catchUp(sweep.state());
            sweep.run();
            SweepState found = sweep.state();
            Judgment judgment = new Judge(found, corpus).judge().orElseThrow(() ->
                    new InvalidInputException("no trial could be tested; see " + out.resolve("state/workers.out")));
            SweepOutput output = SweepOutput.of(found, judgment, corpus);
            output.write(out);
            SweepOutput.check(out, found, judgment, models);
            judgment.failed().forEach(failed -> cell.say("failed: " + failed.text()));
            if (!SweepRecorder.recorded(store)) {
                recorder.finish(found, Optional.of(judgment), output.files());
                tracker.notices().forEach(cell::say);
            }
            return new SweepResult(training, corpus, found, judgment, output);
        }
    }

    /** The command line of a worker: this virtual machine's options, and the library as the kernel has it. */
    private List<String> workers(Path state, int clips, String fingerprint) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("--add-opens") && !option.startsWith("jdk.jshell")
                        && !option.startsWith("-Dserlab.log=")).forEach(command::add);
        command.addAll(List.of("-Dserlab.log=" + state.resolve("workers.log"), "-cp", System.getenv("JJAVA_CLASSPATH"),
                "serlab.cli.Ser", "worker", "--locks", state.resolve("locks").toString(), "--cache",
                FeatureCache.defaultDirectory(System.getenv()).toString(), "--clips", String.valueOf(clips), "--fingerprint",
                fingerprint));
        return command;
    }

    /** Shows how many trials are done. */
    private record Bar(LiveCell cell) implements SweepListener {
        @Override
        public void moved(SweepStatus status) {
            cell.progress("Sweep, " + status.phase(), status.done(), status.total());
        }

        @Override
        public void jobDone(Job job, Configuration point, Outcome outcome, SweepStatus status) {
            cell.progress("Sweep, " + status.phase(), status.done(), status.total());
        }

        @Override
        public void notice(String message) {
            cell.say(message);
        }
    }
}
