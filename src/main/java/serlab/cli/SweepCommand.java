package serlab.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import serlab.InvalidInputException;
import serlab.NearestName;
import serlab.ShutdownHook;
import serlab.cli.terminal.Json;
import serlab.corpus.Corpus;
import serlab.corpus.CorpusFingerprint;
import serlab.corpus.DuplicateMark;
import serlab.experiment.Answers;
import serlab.experiment.ExpectedCorpus;
import serlab.experiment.ExperimentFile;
import serlab.experiment.Provenance;
import serlab.feature.duplicate.CorpusHearing;
import serlab.sweep.FailedRepeat;
import serlab.sweep.Finalist;
import serlab.sweep.Judge;
import serlab.sweep.Judgment;
import serlab.sweep.Sweep;
import serlab.sweep.SweepOutput;
import serlab.sweep.SweepRecorder;
import serlab.sweep.SweepSpec;
import serlab.sweep.SweepState;
import serlab.sweep.SweepStatus;
import serlab.sweep.TrialStore;
import serlab.sweep.engine.Engine;
import serlab.sweep.engine.LocalEngine;
import serlab.sweep.engine.SparkEngine;
import serlab.tracking.Run;
import serlab.tracking.RunStatus;
import serlab.tracking.Tracker;

/** {@code ./ser sweep}: many settings of one experiment, in worker processes. */
@Command(name = "sweep", mixinStandardHelpOptions = true,
        description = "Searches settings; started again, it goes on where it stopped.")
final class SweepCommand implements Callable<Integer> {
    private static final String LOCAL = "local";
    /** By name, since it can be loaded only where Spark is. */
    private static final String SPARK_DRIVER = "serlab.cli.SparkRelay";
    /** How long to wait for the tracking server. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Parameters(paramLabel = "FILE", description = "sweep file, such as experiments/sweep-smoke.yaml")
    private Path file;

    @Option(names = "--engine", paramLabel = "ENGINE", defaultValue = "local",
            description = "where trials run: local, in processes of this machine, or spark://HOST:PORT, on a Spark cluster")
    private String engineName;

    @Option(names = "--continue-anyway", description = "goes on with the finished trials although the file has changed")
    private boolean anyway;

    @Mixin
    private CommonOptions options;

    @Override
    public Integer call() throws InterruptedException {
        if (!engineName.equals(LOCAL) && !engineName.startsWith(SparkEngine.SCHEME)) {
            throw new InvalidInputException(NearestName.suggest("engine", engineName,
                    List.of(LOCAL, SparkEngine.SCHEME + "HOST:PORT")));
        }
        Project project = Project.here();
        SweepSpec asked = spec(ExperimentFile.read(file).forCorpus(false));
        Corpus found = asked.anyExperiment().corpus().open(project.corpora(), options.data());
        Corpus corpus = new CorpusHearing(options.cache(), options.workers(), (done, total) -> { })
                .of(found, CorpusFingerprint.of(found));
        SweepSpec spec = spec(ExperimentFile.read(file).forCorpus(corpus.synthetic()));
        Path out = options.out != null ? options.out.toAbsolutePath().normalize()
                : project.outputs().resolve(folderName(spec.name()));
        System.out.println(corpus.summary()
                + (corpus.synthetic() ? "; the voices are synthetic and so are all numbers below" : ""));
        CorpusNotes.say(corpus, options.strict);
        if (options.strict) {
            spec.duplicatesAcross(corpus).requireNone(corpus.name(), spec.anyExperiment().protocol().name());
        }
        Path state = out.resolve("state");
        try (TrialStore store = new TrialStore(state.resolve("sweep.db"))) {
            return run(project, spec, corpus, out, store);
        }
    }

    private int run(Project project, SweepSpec spec, Corpus corpus, Path out, TrialStore store) throws InterruptedException {
        Path models = out.resolve("finalists");
        SweepDisplay display = new SweepDisplay(options.quiet);
        String fingerprint = CorpusFingerprint.of(corpus).hex();
        ExpectedCorpus expected = new ExpectedCorpus(spec.name(), corpus.clips().size(), fingerprint);
        try (Engine engine = engine(project, expected, out.resolve("state"));
                Tracker tracker = Trackers.open(project, options.tracking(), Map.of(), this::say);
                SweepRecorder recorder = new SweepRecorder(tracker, spec, corpus, fingerprint, store, models,
                        Provenance.of(project.root()))) {
            Sweep sweep = new Sweep(spec, corpus, store, engine, models, display.and(recorder));
            sweep.claim(anyway, fingerprint);
            announce(spec, sweep.status());
            recorder.catchUp(sweep.state());
            ShutdownHook stop = ShutdownHook.of("ending", () -> {
                engine.close();
                display.clear();
                System.err.println("stopped; finished trials are kept, and the same command goes on");
                recorder.stop(RunStatus.KILLED);
                tracker.tellEnds();
            });
            try {
                sweep.run();
            } finally {
                display.clear();
                stop.close();
            }
            return report(sweep.state(), corpus, out, models, store, tracker, recorder);
        }
    }

    private Engine engine(Project project, ExpectedCorpus corpus, Path state) {
        boolean local = engineName.equals(LOCAL);
        List<String> command = WorkerLauncher.command(project, options.data(), corpus, state, local ? options.workers() : 1,
                options.strict);
        return local ? new LocalEngine(command, state.resolve("workers.out"), options.workers())
                : new SparkEngine(engineName, SparkEngine.home(project.root(), System.getenv()), SPARK_DRIVER, command,
                        state, options.workers());
    }

    private void announce(SweepSpec spec, SweepStatus start) {
        if (start.done() > 0) {
            say(start.done() + " of " + start.total() + " trials were done before" + (start.failed() == 0 ? ""
                    : "; " + start.failed() + " failed and are not tried again"));
        }
        if (spec.waits() && options.workers() > spec.window()) {
            say("window is " + spec.window() + ", so no more trials run side by side; it is part of the result");
        }
    }

    private int report(SweepState found, Corpus corpus, Path out, Path models, TrialStore store, Tracker tracker, SweepRecorder recorder) {
        Optional<Judgment> judgment = new Judge(found, corpus).judge();
        System.out.println();
        System.out.print(judgment.map(SweepTable::of).orElse("no finalist was tested\n"));
        DuplicateMark duplicates = found.spec().duplicatesAcross(corpus);
        duplicates.words().forEach(System.out::println);
        corpus.marks().forEach(System.out::println);
        if (judgment.isEmpty()) {
            found.failedRepeats().forEach(failed -> System.out.println("  " + failed.text()));
        }
        failedTrials(found);
        Optional<SweepOutput> output = judgment.map(judged -> SweepOutput.of(found, judged, corpus));
        output.ifPresent(files -> files.write(out));
        if (!SweepRecorder.recorded(store)) {
            Run parent = recorder.finish(found, judgment, output.map(SweepOutput::files).orElse(Map.of()));
            tracker.flush(PATIENCE);
            tracker.page(parent, "test/uar").ifPresent(page -> System.out.println("MLflow: " + page));
            tracker.notices().forEach(notice -> System.err.println("note: " + notice));
        }
        if (judgment.isPresent()) {
            SweepOutput.check(out, found, judgment.get(), models);
            System.out.println(ResultTable.answers(out.resolve(Answers.FILE)));
            System.out.println("Report: " + out.resolve(SweepOutput.PAGE));
        }
        if (options.json) {
            Map<String, Object> all = json(found, judgment);
            all.put("duplicates", Json.of(duplicates, corpus));
            System.out.println(Json.line(all));
        }
        return found.failedRepeats().isEmpty() ? 0 : Ser.FAILED;
    }

    private static void failedTrials(SweepState found) {
        long failed = found.points().keySet().stream().filter(found::failed).count();
        if (failed > 0) {
            System.out.println(failed + " of " + found.points().size() + (found.points().size() == 1 ? " trial" : " trials")
                    + " failed in the search; trials.csv says why");
        }
    }

    private static Map<String, Object> json(SweepState found, Optional<Judgment> judgment) {
        Map<String, Object> all = new LinkedHashMap<>();
        judgment.ifPresent(j -> {
            Finalist chosen = j.chosen();
            Map<String, Object> best = new LinkedHashMap<>();
            best.put("trial", chosen.trial());
            best.put("settings", chosen.point().values());
            Map<String, Double> metrics = new LinkedHashMap<>();
            metrics.put("test/uar", chosen.testUar());
            metrics.put("val/uar", chosen.validationUar());
            metrics.put("search/val_uar", chosen.searchScore());
            best.put("metrics", metrics);
            all.put("best", best);
        });
        all.put("trials", found.points().size());
        all.put("finalists", found.finalists());
        all.put("failed", found.failedRepeats().stream().map(FailedRepeat::text).toList());
        return all;
    }

    private SweepSpec spec(ExperimentFile sweep) {
        return SweepSpec.of(sweep.with(options.overrides()));
    }

    private void say(String line) {
        if (!options.quiet) {
            System.err.println(line);
        }
    }

    private static String folderName(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-");
    }
}
