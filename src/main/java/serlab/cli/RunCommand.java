package serlab.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import serlab.InvalidInputException;
import serlab.cli.terminal.Json;
import serlab.experiment.ComparisonResult;
import serlab.experiment.ComparisonSpec;
import serlab.experiment.ExperimentFile;
import serlab.experiment.FailedTraining;
import serlab.experiment.VariantResult;

/** {@code ./ser run}: one experiment. */
@Command(name = "run", mixinStandardHelpOptions = true, description = "Runs one experiment file. Started "
        + "again, it goes on where it stopped, and shows what it has finished.")
final class RunCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "experiment file")
    private Path file;

    @Option(names = "--print", description = "prints every setting, defaults included, and runs nothing")
    private boolean print;

    @Mixin
    private EngineOption engine;

    @Mixin
    private CommonOptions options;

    @Override
    public Integer call() throws InterruptedException {
        Execution execution = new Execution(options);
        ExperimentFile read = ExperimentFile.read(file);
        ComparisonSpec spec = execution.experiments().read(read, List.of());
        if (print) {
            System.out.print(ExperimentFile.yaml(spec.settings()));
            if (options.json.asked()) {
                System.out.println(Json.line(spec.settings()));
            }
            return 0;
        }
        if (spec.variants().size() > 1 && !spec.ensemble()) {
            throw new InvalidInputException("'" + file + "' has " + spec.variants().size()
                    + " variants; run it with ./ser compare " + file);
        }
        ComparisonResult result = execution.run(read, List.of(), spec, engine);
        VariantResult only = result.headline();
        System.out.println();
        System.out.print(ResultTable.of(result));
        System.out.println();
        result.plots().forEach(plot -> System.out.println("  " + plot));
        System.out.println(ResultTable.answers(result.answers()));
        System.out.println("Model: " + result.model());
        result.page().ifPresent(page -> System.out.println("MLflow: " + page));
        if (options.json.asked()) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("experiment", only.spec().name());
            all.put("run_id", only.runId());
            all.put("metrics", only.metrics());
            all.put("model", result.model().toString());
            all.put("failed", result.failed().stream().map(FailedTraining::fields).toList());
            all.put("answers", result.answers().toString());
            all.put("duplicates", Json.of(result.duplicates(), result.corpus()));
            System.out.println(Json.line(all));
        }
        return result.failed().isEmpty() ? 0 : Ser.FAILED;
    }
}
