package serlab.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.descriptive.rank.Median;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import serlab.Counted;
import serlab.InvalidInputException;
import serlab.bench.TrackingBenchmark;
import serlab.bench.TrackingBenchmark.Points;
import serlab.bench.TrackingBenchmark.Time;
import serlab.cli.terminal.Json;
import serlab.cli.terminal.TemporaryFolder;
import serlab.experiment.ExperimentFile;
import serlab.experiment.Provenance;
import serlab.feature.cache.FeatureLoader;
import serlab.lab.OpenedExperiment;
import serlab.lab.Workspace;

/** {@code ./ser bench tracking}. */
@Command(name = "tracking", mixinStandardHelpOptions = true,
        description = "Rate of metric points, and an experiment with and without tracking, in turns.")
final class BenchTrackingCommand implements Callable<Integer> {
    private static final int POINTS = 10_000;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "the experiment (default: experiments/best/logmel-stats-cnn.yaml,"
            + " fold 0, seed 1)")
    private Path file;

    @Option(names = "--rounds", defaultValue = "3", paramLabel = "N", description = "of both, in turns (default: 3)")
    private int rounds;

    @Mixin
    private CommonOptions options;

    @Override
    public Integer call() throws InterruptedException, IOException {
        if (rounds < 1) {
            throw new InvalidInputException("--rounds is " + rounds + "; expected at least 1");
        }
        Execution execution = new Execution(options);
        Workspace workspace = Workspace.here();
        OpenedExperiment asked = file != null ? execution.experiments().open(ExperimentFile.read(file), List.of())
                : execution.experiments().open(ExperimentFile.read(workspace.root().resolve("experiments/best/logmel-stats-cnn.yaml")),
                        List.of("split.folds=[0]", "seeds=[1]"));
        TrackingBenchmark benchmark = new TrackingBenchmark(
                () -> workspace.tracker(options.tracking.address(), Map.of(), options.settings().progress()));
        Points points = benchmark.points(POINTS);
        System.out.printf(Locale.ROOT, "%,d metric points: %.2f s until safe on disk, %s%n", points.points(), points.written(),
                points.delivered().map(seconds -> String.format(Locale.ROOT, "%.2f s until the server had them", seconds))
                        .orElse("not delivered"));
        System.out.println(Execution.heading(asked.corpus()));
        Provenance provenance = Provenance.of(workspace.root());
        FeatureLoader loader = new FeatureLoader(options.cache());
        List<Time> tracked = new ArrayList<>();
        List<Time> untracked = new ArrayList<>();
        try (TemporaryFolder folder = TemporaryFolder.create("ser-bench")) {
            benchmark.experiment(asked.spec(), asked.corpus(), loader, provenance, false, folder.path().resolve("warm-up"));
            for (int round = 0; round < rounds; round++) {
                untracked.add(benchmark.experiment(asked.spec(), asked.corpus(), loader, provenance, false,
                        folder.path().resolve("untracked" + round)));
                tracked.add(benchmark.experiment(asked.spec(), asked.corpus(), loader, provenance, true,
                        folder.path().resolve("tracked" + round)));
            }
        }
        print(asked.spec().name(), points, tracked, untracked);
        return 0;
    }

    private void print(String experiment, Points points, List<Time> tracked, List<Time> untracked) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("points", points.points());
        row.put("written_s", points.written());
        row.put("delivered_s", points.delivered().orElse(null));
        row.put("experiment", experiment);
        row.put("rounds", rounds);
        double without = median(untracked, Time::wallSeconds);
        double with = median(tracked, Time::wallSeconds);
        row.put("untracked_s", without);
        row.put("tracked_s", with);
        row.put("wall_ratio", with / without);
        row.put("cpu_ratio", median(tracked, Time::cpuSeconds) / median(untracked, Time::cpuSeconds));
        System.out.printf(Locale.ROOT, "%s: %.1f s without tracking, %.1f s with, median of %s: %.1f %% more by the clock,"
                + " %.1f %% more processor time%n", experiment, without, with, Counted.of(rounds, "round"),
                percentMore(row, "wall_ratio"), percentMore(row, "cpu_ratio"));
        if (options.json.asked()) {
            System.out.println(Json.line(Map.of("tracking", row)));
        }
    }

    private static double percentMore(Map<String, Object> row, String ratio) {
        return 100 * ((double) row.get(ratio) - 1);
    }

    private static double median(List<Time> times, ToDoubleFunction<Time> of) {
        return new Median().evaluate(times.stream().mapToDouble(of).toArray());
    }
}
