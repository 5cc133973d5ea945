package serlab.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import serlab.InvalidInputException;
import serlab.cli.terminal.Json;
import serlab.experiment.Reproduction;
import serlab.lab.Workspace;
import serlab.tracking.TrackingUnavailableException;
import serlab.tracking.registry.TrackedRuns;

/** {@code ./ser reproduce}: runs a tracked run again and compares. */
@Command(name = "reproduce", mixinStandardHelpOptions = true,
        description = "Runs a tracked run again, from what it holds alone, and says whether the numbers are the same.")
final class ReproduceCommand implements Callable<Integer> {
    private static final int SHOWN = 16;

    @Parameters(paramLabel = "RUN_ID", description = "MLflow's id of a training, experiment or comparison")
    private String id;

    @Mixin
    private CommonOptions options;

    @Override
    public Integer call() throws InterruptedException, TrackingUnavailableException {
        if (!options.overrides().isEmpty()) {
            throw new InvalidInputException("--set " + options.overrides().get(0)
                    + " would make it another experiment; leave it out, or use ./ser run");
        }
        Execution execution = new Execution(options);
        TrackedRuns runs = new TrackedRuns(Workspace.here().destination(options.tracking.address(),
                options.settings().progress()));
        Reproduction reproduction = Reproduction.of(runs, id);
        System.out.println("Again: " + reproduction.original().name() + " (" + reproduction.original().id() + ")");
        Reproduction.Report report = execution.reproduce(reproduction);
        System.out.println();
        report.lines().forEach(line -> System.out.println((line.same() ? "same    " : "DIFFERS ") + text(line)));
        if (!report.causes().isEmpty()) {
            System.out.println(report.same() ? "\nAlthough this is not as it was:" : "\nWhat is not as it was, and may be why:");
            report.causes().forEach(line -> System.out.println("  " + text(line)));
        } else if (!report.same()) {
            System.out.println("\nCode, libraries, machine and corpus are as they were, so this should not be: a fault of "
                    + "the laboratory, or of the machine.");
        }
        System.out.println(report.same() ? "\nThe same, to the last bit." : "\nNot the same.");
        if (options.json.asked()) {
            System.out.println(Json.line(json(report)));
        }
        return report.same() ? 0 : Ser.FAILED;
    }

    private static String text(Reproduction.Line line) {
        return line.same() ? line.what() + "  " + shown(line.before())
                : line.what() + "  was " + shown(line.before()) + ", is " + shown(line.now());
    }

    private static String shown(String value) {
        return value.matches("[0-9a-f]{40,64}") ? value.substring(0, SHOWN) : value;
    }

    private Map<String, Object> json(Reproduction.Report report) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("run_id", id);
        all.put("same", report.same());
        all.put("lines", lines(report.lines()));
        all.put("causes", lines(report.causes()));
        return all;
    }

    private static List<Map<String, Object>> lines(List<Reproduction.Line> lines) {
        return lines.stream().map(line -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("what", line.what());
            one.put("before", line.before());
            one.put("now", line.now());
            one.put("same", line.same());
            return one;
        }).toList();
    }
}
