package serlab.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import serlab.model.LayerSet;
import serlab.training.TrainingBenchmark;

/** {@code ./ser bench}: training throughput of the two networks, fast layers against Deeplearning4j's own. */
@Command(name = "bench", mixinStandardHelpOptions = true, subcommands = BenchFeaturesCommand.class,
        description = "Measures training throughput: this library's layers against Deeplearning4j's, alternating.")
final class BenchCommand implements Callable<Integer> {
    @Option(names = "--seconds", defaultValue = "4", paramLabel = "S", description = "seconds per measurement")
    private double seconds;

    @Option(names = "--json", description = "the last line on standard output is one JSON object")
    private boolean json;

    @Option(names = "--debug", description = "stack traces with errors")
    private boolean debug;

    @Override
    public Integer call() throws InterruptedException {
        List<Map<String, Object>> rows = new ArrayList<>();
        System.out.printf("%-18s %9s %12s %12s %7s%n", "network", "parallel", "ours", "stock", "ratio");
        for (TrainingBenchmark.Network network : TrainingBenchmark.Network.standard()) {
            for (int parallel : List.of(1, 2)) {
                double ours = 0;
                double stock = 0;
                for (int round = 0; round < 2; round++) {
                    ours += TrainingBenchmark.clipsPerSecond(network, LayerSet.FAST, parallel, seconds) / 2;
                    stock += TrainingBenchmark.clipsPerSecond(network, LayerSet.STOCK, parallel, seconds) / 2;
                }
                System.out.printf(Locale.ROOT, "%-18s %9d %10.0f/s %10.0f/s %7.2f%n", network.name(), parallel, ours,
                        stock, ours / stock);
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("network", network.name());
                row.put("parallel", parallel);
                row.put("threads", System.getenv().getOrDefault("OMP_NUM_THREADS", "all"));
                row.put("ours", ours);
                row.put("stock", stock);
                row.put("ratio", ours / stock);
                rows.add(row);
            }
        }
        System.out.println("Clips per second of all trainings together, batch 32, Adam; resident memory "
                + TrainingBenchmark.residentMegabytes().map(mb -> mb + " MB").orElse("unknown"));
        if (json) {
            System.out.println(Json.line(Map.of("training", rows)));
        }
        return 0;
    }
}
