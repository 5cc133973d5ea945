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
import serlab.experiment.ComparisonResult;
import serlab.experiment.ExperimentFile;
import serlab.experiment.FailedTraining;
import serlab.experiment.Suite;
import serlab.experiment.SuiteRow;
import serlab.experiment.report.DisagreementPage;
import serlab.lab.LabCluster;
import serlab.lab.SuiteRun;
import serlab.lab.Workspace;

/** {@code ./ser compare}: variants on the same folds, side by side. */
@Command(name = "compare", mixinStandardHelpOptions = true,
        description = "Compares variants on the same clips and folds, or systems under several protocols: spectrogram "
                + "against MFCC by default. Started again, it goes on where it stopped, and shows what it has "
                + "finished.")
final class CompareCommand implements Callable<Integer> {
    private static final List<String> QUICK = List.of("split.folds=[0]", "training.epochs=6",
            "training.earlyStopping=0", "seeds=[1]");

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "experiment file with variants")
    private Path file;

    @Option(names = "--quick", description = "one fold, few epochs: a look, not a result")
    private boolean quick;

    @Mixin
    private EngineOption engine;

    @Mixin
    private CommonOptions options;

    @Override
    public Integer call() throws InterruptedException {
        Execution execution = new Execution(options);
        Path source = file != null ? file : Workspace.here().experiments().resolve("spectrogram-vs-mfcc.yaml");
        ExperimentFile read = ExperimentFile.read(source);
        if (Suite.describes(read)) {
            return suite(execution, Suite.of(read, source.toAbsolutePath().getParent()));
        }
        List<String> below = quick ? QUICK : List.of();
        ComparisonResult result = execution.run(read, below, execution.experiments().read(read, below), engine);
        System.out.println();
        System.out.print(ResultTable.of(result));
        if (quick) {
            System.out.println("--quick: one fold and few epochs; the numbers are a smoke test.");
        }
        System.out.println();
        System.out.println("Plots:");
        result.plots().forEach(plot -> System.out.println("  " + plot));
        System.out.println(ResultTable.answers(result.answers()));
        if (DisagreementPage.of(result)) {
            System.out.println("What the variants disagree on, to listen to: " + new DisagreementPage(result).write(result.answers().getParent()));
        }
        System.out.println("Model for ./ser predict: " + result.model());
        result.page().ifPresent(page -> System.out.println("MLflow: " + page));
        if (options.json.asked()) {
            System.out.println(Json.line(json(result)));
        }
        return result.failed().isEmpty() ? 0 : Ser.FAILED;
    }

    private int suite(Execution execution, Suite suite) throws InterruptedException {
        List<String> below = quick ? QUICK : List.of();
        Path out = options.out(suite.name() + (quick ? "-quick" : ""));
        SuiteRun.Result result;
        Optional<LabCluster> cluster = engine.cluster(options.settings(), out);
        try {
            Execution rows = execution.on(cluster);
            result = new SuiteRun(file -> execution.experiments().open(file, below),
                    rows::row, new SuiteDisplay()).run(suite, out);
        } finally {
            cluster.ifPresent(LabCluster::close);
        }
        System.out.println();
        System.out.print(result.table().markdown());
        if (quick) {
            System.out.println("--quick: one fold and few epochs; the numbers are a smoke test.");
        }
        System.out.println();
        result.files().forEach(file -> System.out.println("  " + file));
        if (options.json.asked()) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("rows", result.table().rows().stream().map(SuiteRow::fields).toList());
            all.put("missing", result.table().missing());
            System.out.println(Json.line(all));
        }
        return result.table().missing().isEmpty() ? 0 : Ser.FAILED;
    }

    private static Map<String, Object> json(ComparisonResult result) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("variants", result.variants().stream().map(variant -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", variant.spec().name());
            one.put("run_id", variant.runId());
            one.put("metrics", variant.metrics());
            return one;
        }).toList());
        all.put("best", result.best().spec().name());
        all.put("corpus", result.corpus().name());
        all.put("synthetic", result.corpus().synthetic());
        all.put("skipped", result.skipped());
        all.put("not_read", result.corpus().faults());
        all.put("failed", result.failed().stream().map(FailedTraining::fields).toList());
        all.put("answers", result.answers().toString());
        all.put("duplicates", Json.of(result.duplicates(), result.corpus()));
        return all;
    }
}
