package serlab.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import serlab.cli.terminal.Json;
import serlab.corpus.Corpus;
import serlab.corpus.DuplicateMark;
import serlab.experiment.Answers;
import serlab.experiment.ExperimentFile;
import serlab.experiment.TakenFolder;
import serlab.lab.SparkMaster;
import serlab.lab.SweepRun;
import serlab.lab.Workspace;
import serlab.sweep.FailedRepeat;
import serlab.sweep.Finalist;
import serlab.sweep.Judgment;
import serlab.sweep.SweepOutput;
import serlab.sweep.SweepSpec;
import serlab.sweep.SweepState;
import serlab.sweep.engine.SparkEngine;

/** {@code ./ser sweep}: many settings of one experiment, in worker processes. */
@Command(name = "sweep", mixinStandardHelpOptions = true,
        description = "Searches settings; started again, it goes on where it stopped.")
final class SweepCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "sweep file, such as experiments/sweep-smoke.yaml")
    private Path file;

    @Option(names = "--continue-anyway", description = "goes on with the finished trials although the file has changed")
    private boolean anyway;

    @Mixin
    private EngineOption engine;

    @Mixin
    private CommonOptions options;

    @Override
    public Integer call() throws InterruptedException {
        Optional<SparkMaster> master = engine.master(options.workers());
        SweepRun sweeps = new SweepRun(Workspace.here(), options.settings(), Map.of());
        ExperimentFile read = ExperimentFile.read(file);
        SweepSpec asked = sweeps.read(read);
        try (TakenFolder folder = TakenFolder.of(options.out(asked.name()))) {
            return report(run(sweeps, sweeps.open(read, asked), folder, master));
        }
    }

    private SweepRun.Result run(SweepRun sweeps, SweepRun.Opened opened, TakenFolder folder, Optional<SparkMaster> master)
            throws InterruptedException {
        Corpus corpus = opened.corpus();
        SweepSpec spec = opened.spec();
        System.out.println(corpus.summary()
                + (corpus.synthetic() ? "; the voices are synthetic and so are all numbers below" : ""));
        CorpusNotes.say(corpus, options.strict);
        spec.anyExperiment().protocol().notes(corpus).forEach(line -> System.err.println("note: " + line));
        if (options.strict) {
            spec.duplicatesAcross(corpus).requireNone(corpus.name(), spec.anyExperiment().protocol().name());
        }
        SweepRun.EngineSource engines = master.<SweepRun.EngineSource>map(cluster -> (command, state) ->
                new SparkEngine(cluster.join(command, List.of(), state), options.workers()))
                .orElseGet(() -> SweepRun.EngineSource.local(options.workers()));
        return sweeps.run(opened, folder, engines, master.isEmpty() ? options.workers() : 1, anyway,
                new SweepDisplay(options.quiet, options.workers()));
    }

    private int report(SweepRun.Result result) {
        SweepState found = result.found();
        System.out.println();
        System.out.print(result.judgment().map(SweepTable::of).orElse("no finalist was tested\n"));
        DuplicateMark duplicates = found.spec().duplicatesAcross(result.corpus());
        duplicates.words().forEach(System.out::println);
        found.spec().speakersAcross(result.corpus()).words().ifPresent(System.out::println);
        result.corpus().marks().forEach(System.out::println);
        if (result.judgment().isEmpty()) {
            found.failedRepeats().forEach(failed -> System.out.println("  " + failed.text()));
        }
        failedTrials(found);
        result.page().ifPresent(page -> System.out.println("MLflow: " + page));
        if (result.judgment().isPresent()) {
            System.out.println(ResultTable.answers(result.out().resolve(Answers.FILE)));
            System.out.println("Report: " + result.out().resolve(SweepOutput.PAGE));
        }
        if (options.json.asked()) {
            Map<String, Object> all = json(found, result.judgment());
            all.put("duplicates", Json.of(duplicates, result.corpus()));
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
}
