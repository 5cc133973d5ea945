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
import serlab.corpus.Corpus;
import serlab.experiment.Provenance;
import serlab.experiment.ExperimentFile;
import serlab.sweep.Finalist;
import serlab.sweep.Judge;
import serlab.sweep.Judgement;
import serlab.sweep.LocalEngine;
import serlab.sweep.Sweep;
import serlab.sweep.SweepOutput;
import serlab.sweep.SweepRecorder;
import serlab.sweep.SweepSpec;
import serlab.sweep.SweepState;
import serlab.sweep.SweepStatus;
import serlab.sweep.TrialStore;
import serlab.tracking.Run;
import serlab.tracking.Tracker;

/** {@code ./ser sweep}: many settings of one experiment, in worker processes. */
@Command(name = "sweep", mixinStandardHelpOptions = true,
        description = "Searches settings; started again, it goes on where it stopped.")
final class SweepCommand implements Callable<Integer> {
    private static final List<String> ENGINES = List.of("local");
    /** How long to wait for the tracking server. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Parameters(paramLabel = "FILE", description = "sweep file, such as experiments/sweep-smoke.yaml")
    private Path file;

    @Option(names = "--engine", paramLabel = "ENGINE", defaultValue = "local",
            description = "where trials run: local, in processes of this machine")
    private String engineName;

    @Option(names = "--continue-anyway", description = "goes on with the finished trials although the file has changed")
    private boolean anyway;

    @Mixin
    private CommonOptions options;

    @Override
    public Integer call() throws InterruptedException {
        if (!ENGINES.contains(engineName)) {
            throw new InvalidInputException(NearestName.suggest("engine", engineName, ENGINES));
        }
        Project project = Project.here();
        SweepSpec asked = spec(ExperimentFile.read(file).forCorpus(false));
        Corpus corpus = asked.anyExperiment().corpus().open(project.corpora(), options.data());
        SweepSpec spec = spec(ExperimentFile.read(file).forCorpus(corpus.synthetic()));
        Path out = options.out != null ? options.out.toAbsolutePath().normalize()
                : project.outputs().resolve(folderName(spec.name()));
        System.out.println(corpus.name() + ": " + corpus.clips().size() + " clips, " + corpus.labels().size()
                + " emotions, " + corpus.speakers().size() + " speakers"
                + (corpus.synthetic() ? "; the voices are synthetic and so are all numbers below" : ""));
        Path state = out.resolve("state");
        try (TrialStore store = new TrialStore(state.resolve("sweep.db"))) {
            return run(project, spec, corpus, out, store);
        }
    }

    private int run(Project project, SweepSpec spec, Corpus corpus, Path out, TrialStore store) throws InterruptedException {
        Path state = out.resolve("state");
        SweepDisplay display = new SweepDisplay(options.quiet);
        List<String> command = WorkerLauncher.command(project, options.data(), state, options.workers(), options.strict);
        try (LocalEngine engine = new LocalEngine(command, state.resolve("workers.out"), options.workers())) {
            Sweep sweep = new Sweep(spec, corpus, store, engine, out.resolve("finalists"), display);
            sweep.claim(anyway);
            SweepStatus start = sweep.status();
            if (start.done() > 0) {
                say(start.done() + " of " + start.total() + " trials were done before");
            }
            if (spec.waits() && options.workers() > spec.window()) {
                say("window is " + spec.window() + ", so no more trials run side by side; it is part of the result");
            }
            Thread ending = new Thread(() -> {
                engine.close();
                display.clear();
                System.err.println("stopped; finished trials are kept, and the same command goes on");
            }, "ending");
            Runtime.getRuntime().addShutdownHook(ending);
            try {
                sweep.run();
            } finally {
                display.clear();
                ShutdownHooks.remove(ending);
            }
            return report(project, sweep.state(), corpus, out, store);
        }
    }

    private int report(Project project, SweepState found, Corpus corpus, Path out, TrialStore store) {
        Optional<Judgement> judgement = new Judge(found, corpus).judge();
        System.out.println();
        System.out.print(judgement.map(SweepTable::of).orElse("no finalist was tested\n"));
        judgement.ifPresent(j -> {
            if (SweepRecorder.recorded(store).isEmpty()) {
                SweepOutput output = SweepOutput.of(found, j, corpus);
                output.write(out);
                try (Tracker tracker = Trackers.open(project, options.tracking(), Map.of(), this::say)) {
                    Run parent = new SweepRecorder(tracker, found, j, corpus, Provenance.of(project.root()))
                            .record(output, store);
                    tracker.flush(PATIENCE);
                    tracker.page(parent, "test/uar").ifPresent(page -> System.out.println("MLflow: " + page));
                    tracker.notices().forEach(notice -> System.err.println("note: " + notice));
                }
            }
            System.out.println("Report: " + out.resolve(SweepOutput.PAGE));
        });
        if (options.json) {
            System.out.println(Json.line(json(found, judgement)));
        }
        return 0;
    }

    private static Map<String, Object> json(SweepState found, Optional<Judgement> judgement) {
        Map<String, Object> all = new LinkedHashMap<>();
        judgement.ifPresent(j -> {
            Finalist chosen = j.chosen();
            Map<String, Object> best = new LinkedHashMap<>();
            best.put("trial", chosen.trial());
            best.put("settings", chosen.point().values());
            best.put("metrics", Map.of("test/uar", chosen.testUar(), "val/uar", chosen.validationUar(), "search/val_uar",
                    chosen.searchScore()));
            all.put("best", best);
        });
        all.put("trials", found.points().size());
        all.put("finalists", found.finalists());
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
