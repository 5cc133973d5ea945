package serlab.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import serlab.Counted;
import serlab.InvalidInputException;
import serlab.bench.TrialsBenchmark;
import serlab.cli.terminal.Json;
import serlab.cli.terminal.TemporaryFolder;
import serlab.feature.cache.FeatureCache;
import serlab.lab.RunSettings;
import serlab.lab.SweepRun;
import serlab.lab.Workspace;

/** {@code ./ser bench trials}: a sweep by one worker and by several. */
@Command(name = "trials", mixinStandardHelpOptions = true,
        description = "A sweep of short trials, by one worker and by several: how much faster that is, and when the first trial begins.")
final class BenchTrialsCommand implements Callable<Integer> {
    @Option(names = "--trials", defaultValue = "16", paramLabel = "N", description = "trials of each sweep (default: 16)")
    private int trials;

    @Option(names = "--epochs", defaultValue = "3", paramLabel = "N", description = "epochs of each trial (default: 3)")
    private int epochs;

    @Option(names = "--workers", defaultValue = "2", paramLabel = "N", description = "trials at a time, beside one (default: 2)")
    private int workers;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() throws InterruptedException {
        require("--trials", trials, 1, 1000);
        require("--epochs", epochs, 1, 1000);
        require("--workers", workers, 2, 64);
        Workspace workspace = Workspace.here();
        TrialsBenchmark benchmark = new TrialsBenchmark(new SweepRun(workspace, new RunSettings(Optional.empty(), List.of(),
                Optional.empty(), new FeatureCache(workspace.cacheFolder()), workers, false, line -> { }), Map.of()), epochs);
        TrialsBenchmark.Time one;
        TrialsBenchmark.Time several;
        try (TemporaryFolder folder = TemporaryFolder.create("ser-bench")) {
            benchmark.of(1, 1, folder.path().resolve("warm-up"));
            one = benchmark.of(trials, 1, folder.path().resolve("one"));
            several = benchmark.of(trials, workers, folder.path().resolve("several"));
        }
        double ratio = one.seconds() / several.seconds();
        System.out.printf(Locale.ROOT, "%s of %s: %.1f s by one worker, %.1f s by %d, %.2f times its rate; the first trial begins after"
                + " %.1f s%n", Counted.of(trials, "trial"), Counted.of(epochs, "epoch"), one.seconds(), several.seconds(), workers, ratio, several.firstSeconds());
        if (json.asked()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("trials", trials);
            row.put("epochs", epochs);
            row.put("workers", workers);
            row.put("one_s", one.seconds());
            row.put("several_s", several.seconds());
            row.put("ratio", ratio);
            row.put("first_trial_s", several.firstSeconds());
            System.out.println(Json.line(Map.of("trials", row)));
        }
        return 0;
    }

    private static void require(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new InvalidInputException(option + " is " + value + "; expected " + least + " to " + most);
        }
    }
}
